/**
 * How a recorded answer differs from what the truth said of the same thing when it was loaded: at a
 * value, or at fields further down.
 */
export type RecordedRest =
  | { readonly was: unknown; readonly recorded: unknown }
  | { readonly id: unknown; readonly fields: ReadonlyMap<string, RecordedRest> };

type Fields = Readonly<Record<string, unknown>>;

/** Compares a recorded answer with the emitted one; `undefined` when nothing recorded is lost. */
export function restOf(recorded: unknown, emitted: unknown): RecordedRest | undefined {
  if (!isObject(recorded) || !isObject(emitted) || recorded.id !== emitted.id) {
    return isSame(recorded, emitted) ? undefined : { was: emitted, recorded };
  }
  const fields = new Map<string, RecordedRest>();
  for (const [key, value] of Object.entries(recorded)) {
    const rest = restOf(value, emitted[key]);
    if (rest !== undefined) {
      fields.set(key, rest);
    }
  }
  return fields.size === 0 ? undefined : { id: emitted.id, fields };
}

/**
 * Puts a recorded rest below what is emitted now. A recorded value stands for as long as the truth says
 * what it said at loading; a count goes on from the recorded one; of another object nothing is recorded.
 */
export function withRest(rest: RecordedRest, emitted: unknown, key = ""): unknown {
  if ("fields" in rest) {
    if (!isObject(emitted) || emitted.id !== rest.id) {
      return emitted;
    }
    const whole: Record<string, unknown> = { ...emitted };
    for (const [name, field] of rest.fields) {
      const value = withRest(field, emitted[name], name);
      if (value !== undefined) {
        whole[name] = value;
      }
    }
    return whole;
  }
  const { was, recorded } = rest;
  if (isSame(emitted, was)) {
    return recorded;
  }
  return isCount(key, was) && isCount(key, recorded) && isCount(key, emitted)
    ? recorded + emitted - was
    : emitted;
}

function isCount(key: string, value: unknown): value is number {
  return typeof value === "number" && !/(^|_)id$/.test(key);
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || (typeof a === "object" && JSON.stringify(a) === JSON.stringify(b));
}

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
