/** What a comparison of fields came to. */
export interface FieldComparison {
  /** Fields compared: every value that isn't an object or a list, and every empty one of those. */
  readonly fields: number;
  /** One line for each field whose value is another, or missing. */
  readonly differences: readonly string[];
}

/**
 * Compares an answer with a recorded one: each field of the recorded one must be there with the same
 * value; lists must have the same length. Further fields of the answer don't count.
 */
export function compareFields(recorded: unknown, answered: unknown, path = ""): FieldComparison {
  const children = childrenOf(recorded);
  if (children.length === 0) {
    const differs = !isSame(recorded, answered);
    return { fields: 1, differences: differs ? [difference(path, recorded, answered)] : [] };
  }
  const counterpart = (answered ?? {}) as Record<string, unknown>;
  const results = children.map(([key, value]) =>
    compareFields(value, counterpart[key], path === "" ? key : `${path}.${key}`),
  );
  const lengths = [recorded, answered].map((value) => Array.isArray(value) && value.length);
  return {
    fields: results.reduce((sum, { fields }) => sum + fields, 0),
    differences: [
      ...(lengths[0] === lengths[1] ? [] : [`${path}: length ${lengths.join(", not ")}`]),
      ...results.flatMap(({ differences }) => differences),
    ],
  };
}

function childrenOf(value: unknown): [string, unknown][] {
  return typeof value === "object" && value !== null ? Object.entries(value) : [];
}

function isSame(recorded: unknown, answered: unknown): boolean {
  const mayHaveMore = isObject(recorded) && isObject(answered);
  return mayHaveMore || JSON.stringify(recorded) === JSON.stringify(answered);
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function difference(path: string, recorded: unknown, answered: unknown): string {
  return `${path}: recorded ${JSON.stringify(recorded)}, answered ${JSON.stringify(answered)}`;
}
