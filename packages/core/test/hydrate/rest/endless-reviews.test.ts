import { childKinds } from "@ghsync/core";
import { createFakeGitHub } from "@ghsync/testing";
import { expect, test } from "vitest";
import { hydrateByRest } from "../../../src/hydrate/rest/hydrate-by-rest.ts";
import { createClientOf } from "../../support/client.ts";

type Row = { readonly id: number };

test("I12, I13: reviews that never end fail beyond 10,000, and affect only themselves", async () => {
  const github = createFakeGitHub();
  const target = { repository: "acme/api", actor: "ada" } as const;
  const githubId = github.truth.createRepository({ fullName: target.repository });
  const number = github.truth.openPullRequest({ ...target, title: "One" });
  github.truth.submitReview({ ...target, actor: "bob", number, body: "Good" });
  let pages = 0;
  let id = 0;
  github.faults.add({
    when: { path: /\/reviews/ },
    fault: {
      kind: "rewrite",
      change([review]: readonly [Row]) {
        pages += 1;
        return Array.from({ length: 100 }, () => ({ ...review, id: ++id }));
      },
      headers({ path }) {
        const url = new URL(path, "https://api.github.com");
        url.searchParams.set("after", String(pages));
        return { link: `<${url.href}>; rel="next"` };
      },
    },
  });
  const client = await createClientOf(github);
  const reading = await hydrateByRest(client, githubId, number, { kinds: childKinds });
  expect(reading.children).toMatchObject({ reviews: undefined, comments: [], commits: [{}] });
  expect(reading.gaps.get("reviews")).toEqual({
    reason: "GitHub's list of reviews did not end after 10000 rows.",
    why: "failed",
  });
  expect(pages).toBe(101);
});
