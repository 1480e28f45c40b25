const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** A value with one character changed, for each of its characters. */
export function changedValues(value: string): readonly string[] {
  return Array.from(value, (character, index) => {
    const at = alphabet.indexOf(character.replace("+", "-").replace("/", "_"));
    // The first of a character's six bits always counts; a last character has some that decoders may overlook.
    const other = at === -1 ? "A" : alphabet.charAt((at + 32) % 64);
    return value.slice(0, index) + other + value.slice(index + 1);
  });
}

/** A value without its end, for each place to cut it. Padding says nothing, so that it may be missing. */
export function shortenedValues(value: string): readonly string[] {
  const { length } = value.replace(/=+$/, "");
  return Array.from({ length: length - 1 }, (_, index) => value.slice(0, index + 1));
}
