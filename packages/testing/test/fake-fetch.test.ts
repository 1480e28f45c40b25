import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { createFakeGitHub } from "@ghsync/testing";
import { expect, test } from "vitest";

function renamed() {
  const github = createFakeGitHub();
  github.truth.createRepository({ fullName: "acme/old" });
  github.truth.renameRepository({ repository: "acme/old", fullName: "acme/new" });
  return github;
}

const ADDRESS = "https://api.github.com/rate_limit";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

test("a redirect is followed unless the caller says otherwise", async () => {
  const { fetch } = renamed();
  const followed = await fetch("https://api.github.com/repos/acme/old");
  expect(followed.redirected).toBe(true);
  expect(await followed.json()).toMatchObject({ full_name: "acme/new" });
  const manual = await fetch("https://api.github.com/repos/acme/old", { redirect: "manual" });
  expect(manual.status).toBe(301);
  await expect(
    fetch("https://api.github.com/repos/acme/old", { redirect: "error" }),
  ).rejects.toThrow(TypeError);
});

test("an aborted request rejects with the signal's reason", async () => {
  const { fetch } = createFakeGitHub();
  const signal = AbortSignal.abort(new Error("enough"));
  await expect(fetch("https://api.github.com/rate_limit", { signal })).rejects.toThrow("enough");
});

test.each<[string, (signal: AbortSignal) => Parameters<typeof fetch>]>([
  ["in the options", (signal) => [ADDRESS, { signal }]],
  ["of a Request", (signal) => [new Request(ADDRESS, { signal })]],
])("a signal %s ends a silent connection, whatever was collected before", async (_name, call) => {
  const github = createFakeGitHub();
  github.faults.add({ fault: { kind: "stalled" } });
  const asked = new Promise<void>((resolve) => void github.onRequest(() => resolve()));
  const given = new AbortController();
  const silent = github.fetch(...call(given.signal));
  const ended = expect(silent).rejects.toThrow("enough");
  await asked;
  // Only after a turn does the engine let go of what weak references were read in it.
  for (let turn = 0; turn < 3; turn += 1) {
    await setImmediate();
    collectGarbage();
  }
  given.abort(new Error("enough"));
  await ended;
});
