import { readFileSync } from "node:fs";

/** The fields of each model that the package ships, by the model's accessor: the same for every provider. */
export function shippedModels(): ReadonlyMap<string, readonly string[]> {
  const schema = readFileSync(new URL("../schema/sqlite.prisma", import.meta.url), "utf8");
  const models = schema.matchAll(/^model G(\w+) \{\n([\s\S]*?)^\}/gm);
  return new Map(
    [...models].map(([, name, body = ""]) => {
      const fields = body.matchAll(/^ {2}(\w+) /gm);
      return [`g${name}`, [...fields].map(([, field = ""]) => field)];
    }),
  );
}
