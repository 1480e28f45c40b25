import { GhsyncError } from "@ghsync/core";

/**
 * Wraps the methods of an object. The first call checks the database; until the check has passed once, each call repeats it. An error of a
 * wrong setup becomes `config_invalid`, and says what to do.
 */
export function checkFirst<T extends object>(check: () => Promise<void>, methods: T): T {
  const checkOnce = once(check);
  const checked = Object.entries(methods).map(([name, method]) => [
    name,
    async (...args: readonly unknown[]) => {
      try {
        await checkOnce();
        return await method(...args);
      } catch (error) {
        throw explain(error);
      }
    },
  ]);
  return Object.fromEntries(checked) as T;
}

/** Runs a check until it has passed once. Calls at the same time share one run. */
export function once(check: () => Promise<void>): () => Promise<void> {
  let checking: Promise<void> | undefined;
  return async () => {
    checking ??= check();
    try {
      await checking;
    } catch (error) {
      checking = undefined;
      throw error;
    }
  };
}

function explain(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const code = "code" in error ? error.code : undefined;
  const words = error.message.trim().split("\n").at(-1);
  // No such table, no such column.
  if (code === "P2021" || code === "P2022") {
    return new GhsyncError(
      "config_invalid",
      `The database lacks a table or column of ghsync: ${words} Run \`prisma migrate dev\`, or the statements of schemaStatements().`,
      { cause: error, userActionable: true },
    );
  }
  // Any other refusal of the client is about an argument, which its message names.
  if (error.name === "PrismaClientValidationError" && /^Unknown /m.test(error.message)) {
    return new GhsyncError(
      "config_invalid",
      `The Prisma client does not know what ghsync asks for: ${words} Copy ghsync.prisma again from @ghsync/store-prisma/schema, and run \`prisma generate\`.`,
      { cause: error, userActionable: true },
    );
  }
  return error;
}
