import { parseTortureArguments, UsageError, usage } from "./arguments.ts";
import { reportSeeds, reportTeeth } from "./report.ts";

try {
  const given = parseTortureArguments(process.argv.slice(2));
  if (given === "help") {
    console.log(usage);
  } else {
    const report = given.teeth ? reportTeeth : reportSeeds;
    process.exitCode = (await report(given, console.log)) ? 0 : 1;
  }
} catch (error) {
  const isUsage = error instanceof UsageError;
  console.error(isUsage ? error.message : error);
  process.exitCode = isUsage ? 2 : 1;
}
