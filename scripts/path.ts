import { Session } from "node:inspector/promises";
import { createSync, type RepoStore } from "@ghsync/core";
import { createMemoryStore } from "@ghsync/store-memory";
import { createFakeGitHub } from "@ghsync/testing";

/**
 * Prints the files of core that a reader passes between `syncRepository` and the first commit with rows: those that hold a function which was
 * called, by V8's coverage of a run of one pull request. Mappers and shapes are left out.
 */

const fullName = "octo-org/rocket";
const core = new URL("../packages/core/src/", import.meta.url).href;
const isMapper = (file: string) => /\/map-|shape/.test(file);

const github = createFakeGitHub();
github.truth.createRepository({ fullName });
const number = github.truth.openPullRequest({ repository: fullName, actor: "ada", title: "A" });
github.truth.submitReview({ repository: fullName, number, actor: "bob", state: "APPROVED" });

const session = new Session();
session.connect();
await session.post("Profiler.enable");

let files: readonly string[] | undefined;
const memory = createMemoryStore();
const store: RepoStore = {
  ...memory,
  async commitPage(lease, page) {
    if ((page.snapshots?.length ?? 0) > 0) files ??= await calledFiles();
    return memory.commitPage(lease, page);
  },
};
const sync = createSync({
  store,
  decryptor: { decrypt: async () => ({ credentialId: "path", token: "x" }) },
  github: { fetch: github.fetch, now: github.clock.now, log: {} },
});
const { id } = await sync.trackRepository({ fullName });
await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: false });
const outcome = await sync.syncRepository(id);
if (outcome.status !== "complete" || !files) throw new Error(`The run is ${outcome.status}.`);

console.log(files.join("\n"));
console.log(`${files.length} files from syncRepository to the first commit with rows`);

async function calledFiles(): Promise<readonly string[]> {
  const { result } = await session.post("Profiler.takePreciseCoverage");
  const called = result.filter(({ functions }) =>
    functions.some(({ functionName, ranges }) => functionName !== "" && ranges[0]?.count),
  );
  return called
    .filter(({ url }) => url.startsWith(core))
    .map(({ url }) => url.slice(core.length))
    .filter((file) => !isMapper(`/${file}`))
    .sort();
}
