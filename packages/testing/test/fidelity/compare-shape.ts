const FORMATS = [
  ["instant", /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/],
  ["API address", /^https:\/\/api\.github\.com\//],
  ["address", /^https?:\/\//],
] as const;

/**
 * Compares the shape of an answer with a recorded one: the same keys, and values of the same
 * types, all the way down; an instant and an address, of the API or not, are types of their own. `null` goes with anything: a field that may be null is recorded either way.
 * Each element of a recorded list must look like some emitted one.
 *
 * @returns One line for each difference, none twice.
 */
export function compareShape(recorded: unknown, emitted: unknown): string[] {
  return [...new Set(differences(recorded, emitted, ""))];
}

function differences(recorded: unknown, emitted: unknown, path: string): string[] {
  const types = [typeOf(recorded), typeOf(emitted)];
  if (types.includes("null")) {
    return [];
  }
  if (types[0] !== types[1]) {
    return [`${path}: recorded ${types[0]}, emitted ${types[1]}`];
  }
  if (Array.isArray(recorded) && Array.isArray(emitted)) {
    return recorded.flatMap((one) => closest(emitted.map((other) => listed(one, other, path))));
  }
  if (types[0] !== "object") {
    return [];
  }
  const [a, b] = [recorded as Record<string, unknown>, emitted as Record<string, unknown>];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((key) => {
    const where = path === "" ? key : `${path}.${key}`;
    if (!(key in a)) {
      return `${where}: not recorded`;
    }
    return key in b ? differences(a[key], b[key], where) : `${where}: not emitted`;
  });
}

function listed(recorded: unknown, emitted: unknown, path: string): string[] {
  return differences(recorded, emitted, `${path}[]`);
}

/** The fewest differences of an element. An empty list has no shape to compare. */
function closest(candidates: readonly string[][]): string[] {
  return candidates.reduce(
    (best, one) => (one.length < best.length ? one : best),
    candidates[0] ?? [],
  );
}

function typeOf(value: unknown): string {
  if (value === null) {
    return "null";
  }
  if (typeof value === "string") {
    return FORMATS.find(([, format]) => format.test(value))?.[0] ?? "string";
  }
  return Array.isArray(value) ? "list" : typeof value;
}
