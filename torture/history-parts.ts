/** Names of a history's parts in one word: numbers that follow each other as a range, as in `lag-of-lists,change-3..7`. */
export function formatParts(parts: readonly string[]): string {
  const numbersOf = new Map<string, number[]>();
  for (const part of parts) {
    const [, kind = part, number] = /^(\w+)-(\d+)$/.exec(part) ?? [];
    const numbers = numbersOf.get(kind) ?? [];
    if (number !== undefined) numbers.push(Number(number));
    numbersOf.set(kind, numbers);
  }
  const words = [...numbersOf].flatMap(([kind, numbers]) =>
    numbers.length === 0 ? [kind] : rangesOf(numbers).map((range) => `${kind}-${range}`),
  );
  return words.join(",");
}

/** The reverse of {@link formatParts}. */
export function parseParts(text: string): readonly string[] {
  const words = text.split(",").filter((word) => word !== "");
  return words.flatMap((word) => {
    const [, kind, first, last] = /^(\w+)-(\d+)\.\.(\d+)$/.exec(word) ?? [];
    if (kind === undefined) return [word];
    const length = Math.max(0, Number(last) - Number(first) + 1);
    return Array.from({ length }, (_, index) => `${kind}-${Number(first) + index}`);
  });
}

function rangesOf(numbers: readonly number[]): readonly string[] {
  const ranges: [first: number, last: number][] = [];
  for (const number of numbers.toSorted((one, other) => one - other)) {
    const range = ranges.at(-1);
    if (range && number <= range[1] + 1) range[1] = number;
    else ranges.push([number, number]);
  }
  return ranges.map(([first, last]) => (first === last ? `${first}` : `${first}..${last}`));
}
