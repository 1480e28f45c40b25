import { readFile } from "node:fs/promises";
import { createFakeGitHub, loadRecording } from "@ghsync/testing";
import { type RecordedRows, roundTrip } from "./round-trip.ts";

// Loads a recording, asks for each of its rows again over REST, and fails if a field came back changed:
// node --conditions=@ghsync/source packages/testing/test/fidelity/recording-round-trip.ts FILE
const [, , file] = process.argv;
if (file === undefined) {
  throw new Error("Name the recording: recording-round-trip.ts FILE");
}
const recording: unknown = JSON.parse(await readFile(file, "utf8"));
const github = createFakeGitHub();
loadRecording(github, recording);
// Checked by loadRecording.
const { rows, fields, differences } = await roundTrip(github, recording as RecordedRows);
for (const difference of differences) {
  console.log(difference);
}
console.log(`${rows} rows, ${fields} fields compared, ${differences.length} differ`);
process.exitCode = differences.length === 0 ? 0 : 1;
