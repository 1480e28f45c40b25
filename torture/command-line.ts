/** The caller has to change something; shown in one line, exit code 2. */
export class UsageError extends Error {}

/** @throws UsageError if an option is no whole number from 1 on */
export function wholeNumber(name: string, value: string): number {
  if (/^[1-9]\d{0,8}$/.test(value)) return Number(value);
  throw new UsageError(`${name} must be a whole number from 1 on, not ${JSON.stringify(value)}.`);
}

/** @throws UsageError if an option is none of these names */
export function oneOf<Name extends string>(
  option: string,
  value: string,
  names: readonly Name[],
): Name {
  const name = names.find((candidate) => candidate === value);
  if (name !== undefined) return name;
  throw new UsageError(
    `${option} must be one of ${names.join(", ")}, not ${JSON.stringify(value)}.`,
  );
}
