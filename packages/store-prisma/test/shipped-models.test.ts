import { expect, test } from "vitest";
import { readModels } from "./schema-ddl.ts";

test("The fields that the check asks for are those of the shipped models", async () => {
  const models = readModels("sqlite").matchAll(/^model G(\w+) \{\n([\s\S]*?)^\}/gm);
  const lines = [...models].map(([, name, body = ""]) => {
    const fields = [...body.matchAll(/^ {2}(\w+) /gm)].map(([, field]) => field);
    const line = `  g${name}: "${fields.join(" ")}",`;
    return line.length <= 100 ? line : line.replace(": ", ":\n    ");
  });
  const comment =
    "/** The fields of the shipped models, by what a client calls these. `vitest -u` writes this file. */";
  const source = `${comment}\nexport const shippedModels = {\n${lines.join("\n")}\n};\n`;
  await expect(source).toMatchFileSnapshot("../src/shipped-models.ts");
});
