import { GhsyncError } from "@ghsync/core";

/** The object, with methods that reject with `config_invalid`, and say what to do, where the database or the client lacks what they need. */
export function explainErrors<T extends object>(methods: T): T {
  return new Proxy(methods, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== "function") return method;
      return async (...args: unknown[]) => {
        try {
          return await method.apply(target, args);
        } catch (error) {
          throw explain(error);
        }
      };
    },
  });
}

function explain(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const code = "code" in error ? error.code : undefined;
  const words = error.message.trim().split("\n").at(-1);
  // No such table, no such column.
  if (code === "P2021" || code === "P2022") {
    return new GhsyncError(
      "config_invalid",
      `The database lacks something of ghsync's: ${words} Run \`prisma migrate dev\`, or the statements of schemaStatements().`,
      { cause: error, userActionable: true },
    );
  }
  if (error.name === "PrismaClientValidationError") {
    return new GhsyncError(
      "config_invalid",
      `The Prisma client does not know what ghsync asks for: ${words} Copy ghsync.prisma anew from @ghsync/store-prisma/schema, and run \`prisma generate\`.`,
      { cause: error, userActionable: true },
    );
  }
  return error;
}
