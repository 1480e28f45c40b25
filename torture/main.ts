import { parseTortureArguments, usage } from "./arguments.ts";
import { runCommand } from "./command-line.ts";
import { reportMutants, reportSeeds } from "./report.ts";

await runCommand({
  usage,
  parse: parseTortureArguments,
  run: (given, print) => (given.mutants ? reportMutants : reportSeeds)(given, print),
});
