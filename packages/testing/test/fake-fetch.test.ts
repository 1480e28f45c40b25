import { createFakeGitHub } from "@ghsync/testing";
import { expect, test } from "vitest";

function renamed() {
  const github = createFakeGitHub();
  github.truth.createRepository({ fullName: "acme/old" });
  github.truth.renameRepository({ repository: "acme/old", fullName: "acme/new" });
  return github;
}

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
