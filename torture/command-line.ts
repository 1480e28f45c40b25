import { type ParseArgsConfig, parseArgs } from "node:util";
import { withPostgresServer } from "./open-postgresql.ts";
import type { StoreName } from "./subject-stores.ts";

/** The caller has to change an argument. The message is shown in one line, with exit code 2. */
export class UsageError extends Error {}

/**
 * Parses options, and nothing else.
 *
 * @param script the npm script that the message names
 * @throws UsageError for an unknown option, a positional argument or a missing value
 */
export function parseOptions<const Options extends NonNullable<ParseArgsConfig["options"]>>(
  argv: readonly string[],
  script: string,
  options: Options,
) {
  try {
    return parseArgs({ args: [...argv], options }).values;
  } catch (error) {
    const [problem] = (error as Error).message.split(/[.;\n]/);
    throw new UsageError(`${problem}. Try npm run ${script} -- --help.`);
  }
}

/** @throws UsageError if the value is not a whole number of at least 1 */
export function wholeNumber(name: string, value: string): number {
  if (/^[1-9]\d{0,8}$/.test(value)) return Number(value);
  throw new UsageError(`${name} must be a whole number from 1 on, not ${JSON.stringify(value)}.`);
}

/** @throws UsageError if the value is not one of these names */
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

/** A command of the command line. */
export interface Command<Arguments extends { readonly store: StoreName }> {
  readonly usage: string;
  /** @throws UsageError */
  readonly parse: (argv: readonly string[]) => Arguments | "help";
  /** Does the work and prints lines. Resolves with whether nothing failed. */
  readonly run: (given: Arguments, print: (line: string) => void) => Promise<boolean>;
}

/**
 * Runs a command with the arguments of this process, and starts a PostgreSQL server if its store
 * needs one. Sets the exit code: 0 if nothing failed, 1 if something did, 2 for wrong arguments.
 */
export async function runCommand<Arguments extends { readonly store: StoreName }>({
  usage,
  parse,
  run,
}: Command<Arguments>): Promise<void> {
  try {
    const given = parse(process.argv.slice(2));
    if (given === "help") {
      console.log(usage);
      return;
    }
    const work = () => run(given, console.log);
    const isOnServer = given.store.includes("postgres");
    const isFine = await (isOnServer ? withPostgresServer(work) : work());
    process.exitCode = isFine ? 0 : 1;
  } catch (error) {
    const isUsage = error instanceof UsageError;
    console.error(isUsage ? error.message : error);
    process.exitCode = isUsage ? 2 : 1;
  }
}
