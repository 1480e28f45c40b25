import { GhsyncError } from "@ghsync/core";

/** Wraps the methods of an object: they reject with `config_invalid`, and say what to do, if the database or the client lacks what they need. */
export function explainErrors<T extends object>(methods: T): T {
  const explained = Object.entries(methods).map(([name, method]) => [
    name,
    async (...args: readonly unknown[]) => {
      try {
        return await method(...args);
      } catch (error) {
        throw explain(error);
      }
    },
  ]);
  return Object.fromEntries(explained) as T;
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
