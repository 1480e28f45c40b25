import { UsageError } from "../torture/command-line.ts";
import { withPostgresServer } from "../torture/open-postgresql.ts";
import { parseSweepArguments, usage } from "./arguments.ts";
import { reportSweep } from "./report.ts";

try {
  const given = parseSweepArguments(process.argv.slice(2));
  if (given === "help") {
    console.log(usage);
  } else {
    const work = () => reportSweep(given, console.log);
    const isFine = await (given.store === "prisma-postgresql" ? withPostgresServer(work) : work());
    process.exitCode = isFine ? 0 : 1;
  }
} catch (error) {
  const isUsage = error instanceof UsageError;
  console.error(isUsage ? error.message : error);
  process.exitCode = isUsage ? 2 : 1;
}
