/** A step into a JSON body: a key, or `"[]"` for an element of a list. */
export type Step = string;

/** A way to one value of a body, with the indices of lists. */
export type BodyPath = readonly (string | number)[];

/** How a value is wrong. */
export const mutations = ["absent", "null", "wrong type"] as const;
export type Mutation = (typeof mutations)[number];

/** Which elements of the first list on the way may be chosen. */
type IsMeant = (row: unknown) => boolean;

/** The steps of a place as it is written, such as `labels[].name`. The body itself is the empty text. */
export function stepsOf(place: string): readonly Step[] {
  const steps = place.replaceAll("[]", ".[]").split(".");
  return steps.filter((step) => step !== "");
}

/** Where a place is in a body: of a list's elements the first that has a value there. `undefined` if there is no such place. */
export function findPath(
  body: unknown,
  steps: readonly Step[],
  isMeant: IsMeant = () => true,
): BodyPath | undefined {
  const paths = pathsOf(body, steps, isMeant);
  return paths.find((path) => valueAt(body, path) !== null) ?? paths[0];
}

function pathsOf(value: unknown, steps: readonly Step[], isMeant: IsMeant): readonly BodyPath[] {
  const [step, ...rest] = steps;
  if (step === undefined) return [[]];
  if (typeof value !== "object" || value === null) return [];
  if (step !== "[]") {
    if (!Object.hasOwn(value, step)) return [];
    return pathsOf(valueAt(value, [step]), rest, isMeant).map((path) => [step, ...path]);
  }
  const rows: readonly unknown[] = Array.isArray(value) ? value : [];
  return rows.flatMap((row, index) =>
    isMeant(row) ? pathsOf(row, rest, () => true).map((path) => [index, ...path]) : [],
  );
}

export function valueAt(body: unknown, path: BodyPath): unknown {
  return path.reduce<unknown>(
    (value, key) => (value as Readonly<Record<string | number, unknown>>)[key],
    body,
  );
}

/** The body with another value at a path; it is changed in place. `undefined` takes the value out. */
export function withValue(body: unknown, path: BodyPath, value: unknown): unknown {
  const key = path.at(-1);
  if (key === undefined) return value;
  const parent = valueAt(body, path.slice(0, -1)) as Record<string | number, unknown>;
  if (value !== undefined) parent[key] = value;
  else if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else delete parent[key];
  return body;
}

/** The body with a wrong value at a place, changed in place; as it is if it has no such place. */
export function mutate(
  body: unknown,
  steps: readonly Step[],
  mutation: Mutation,
  isMeant?: IsMeant,
): unknown {
  const path = findPath(body, steps, isMeant);
  if (!path) return body;
  const wrong = { absent: undefined, null: null, "wrong type": otherType(valueAt(body, path)) };
  return withValue(body, path, wrong[mutation]);
}

function otherType(value: unknown): unknown {
  if (Array.isArray(value)) return "a text";
  // A text may stand where there is none.
  if (typeof value === "string" || value === null) return { wrong: true };
  return typeof value === "object" ? 7 : "a text";
}
