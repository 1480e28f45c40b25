import { GhsyncError } from "./ghsync-error.ts";

/** Says what is wrong with a value (`must be a string, got 7`), or returns `undefined`. */
export type OptionRule = (value: unknown) => string | undefined;

/** A rule for each option. */
export type OptionRules<Options> = { readonly [Name in keyof Options]-?: OptionRule };

/**
 * Checks options by their rules. An optional one that is `undefined` counts as absent.
 *
 * @param prefix goes before each name in messages
 * @throws GhsyncError `config_invalid` for the first value that breaks its rule
 */
export function checkOptions<Options extends object>(
  options: Options,
  rules: OptionRules<Options>,
  { prefix = "", required = [] }: CheckOptions<Options> = {},
): void {
  for (const name of Object.keys(rules) as (keyof Options & string)[]) {
    const value = options[name];
    if (value === undefined && !required.includes(name)) continue;
    checkValue(`${prefix}${name}`, value, rules[name]);
  }
}

interface CheckOptions<Options> {
  readonly prefix?: string;
  readonly required?: readonly (keyof Options)[];
}

/** @throws GhsyncError `config_invalid` if the value breaks the rule */
export function checkValue(name: string, value: unknown, rule: OptionRule): void {
  const problem = rule(value);
  if (problem !== undefined) throw new GhsyncError("config_invalid", `${name} ${problem}.`);
}

/**
 * Rejects names without a rule: a misspelt option would have no effect.
 *
 * @param owner what takes the options, for the message
 * @throws GhsyncError `config_invalid` with the names that exist
 */
export function checkNames(owner: string, options: object, rules: object): void {
  const unknown = Object.keys(options).find((name) => !Object.hasOwn(rules, name));
  if (unknown === undefined) return;
  const names = Object.keys(rules).join(", ");
  throw new GhsyncError("config_invalid", `${owner} has no option ${unknown}; it has ${names}.`);
}

/** Creates a rule from a predicate and its name in messages. */
export function mustBe(expected: string, fits: (value: unknown) => boolean): OptionRule {
  return (value) => (fits(value) ? undefined : `must be ${expected}, got ${describeValue(value)}`);
}

// A string may be a token that was passed in the wrong place: no message repeats it.
function describeValue(value: unknown): string {
  if (Array.isArray(value)) return "an array";
  if (typeof value === "object" && value !== null) return "an object";
  return typeof value === "string" || typeof value === "function"
    ? `a ${typeof value}`
    : String(value);
}

export const mustBeString = mustBe("a string", (value) => typeof value === "string");

export const mustBeBoolean = mustBe("true or false", (value) => typeof value === "boolean");

export const mustBeFunction = mustBe("a function", (value) => typeof value === "function");

/** A number of at least `least`; with `endless`, `Infinity` too. */
export function mustBeAtLeast(least: number, { endless = false } = {}): OptionRule {
  return mustBe(
    `a ${endless ? "" : "finite "}number of at least ${least}`,
    (value) => typeof value === "number" && value >= least && (endless || Number.isFinite(value)),
  );
}

/** A whole number from `least` to `most`. */
export function mustBeWhole(least: number, most = Number.POSITIVE_INFINITY): OptionRule {
  const range =
    most === Number.POSITIVE_INFINITY ? `of at least ${least}` : `from ${least} to ${most}`;
  return mustBe(
    `a whole number ${range}`,
    (value) => Number.isInteger(value) && Number(value) >= least && Number(value) <= most,
  );
}

/** A number of rows that GitHub returns in one page. */
export const mustBeUpTo100 = mustBeWhole(1, 100);

/** An object with all these methods. */
export function mustHaveMethods(type: string, methods: readonly string[]): OptionRule {
  const mustBeObject = mustBe(`a ${type}`, (value) => Object(value) === value);
  return (value) => {
    const target = Object(value) as Record<string, unknown>;
    const missing = methods.filter((method) => typeof target[method] !== "function");
    if (missing.length === 0) return undefined;
    return mustBeObject(value) ?? `must be a ${type}; it lacks ${missing.join(", ")}`;
  };
}
