import { refuse } from "./refuse.ts";

/** @throws GhsyncError `config_invalid` unless every engine could keep this payload as it is */
export function requirePayload(of: string, payload: unknown): void {
  try {
    if (typeof payload === "object" && !Array.isArray(payload) && payload && isJson(payload))
      return;
  } catch {
    // It holds itself, and is as deep as the stack.
  }
  throw refuse(`${of} needs a payload that is a plain JSON object, for example {}.`);
}

/** JSON leaves out what is `undefined` in an object. */
function isJson(value: unknown): boolean {
  if (typeof value !== "object" || value === null) {
    return value === null || ["string", "boolean"].includes(typeof value) || Number.isFinite(value);
  }
  if (Array.isArray(value)) return value.every(isJson);
  return isPlain(value) && Object.values(value).every((one) => one === undefined || isJson(one));
}

/** Of whichever realm: `Object.prototype` is another one in a test runner's. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
