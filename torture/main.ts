import { parseTortureArguments, usage } from "./arguments.ts";
import { UsageError } from "./command-line.ts";
import { withPostgresServer } from "./open-postgresql.ts";
import { reportMutants, reportSeeds } from "./report.ts";

try {
  const given = parseTortureArguments(process.argv.slice(2));
  if (given === "help") {
    console.log(usage);
  } else {
    const report = given.mutants ? reportMutants : reportSeeds;
    const work = () => report(given, console.log);
    const isFine = await (given.store === "prisma-postgresql" ? withPostgresServer(work) : work());
    process.exitCode = isFine ? 0 : 1;
  }
} catch (error) {
  const isUsage = error instanceof UsageError;
  console.error(isUsage ? error.message : error);
  process.exitCode = isUsage ? 2 : 1;
}
