import { runCommand } from "../torture/command-line.ts";
import { parseSweepArguments, usage } from "./arguments.ts";
import { reportSweep } from "./report.ts";

await runCommand({ usage, parse: parseSweepArguments, run: reportSweep });
