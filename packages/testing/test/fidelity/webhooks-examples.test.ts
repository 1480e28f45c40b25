import { expect, test } from "vitest";
import { rest } from "../ask.ts";
import { compareShape } from "./compare-shape.ts";
import { eventfulPullRequest } from "./eventful-pull-request.ts";
import { examplePullRequests } from "./webhook-examples.ts";

const SETTINGS = "A webhook tells it in passing, REST only of a repository asked for alone.";
const NEWER = "Newer than some of the examples, which are of several years.";

/** How the examples differ from what REST emits; `repo` is that of `head` and of `base`. */
const KNOWN_DIFFERENCES: Readonly<Record<string, string>> = {
  "repo.allow_squash_merge: not emitted": SETTINGS,
  "repo.allow_merge_commit: not emitted": SETTINGS,
  "repo.allow_rebase_merge: not emitted": SETTINGS,
  "repo.delete_branch_on_merge: not emitted": SETTINGS,
  "repo.custom_properties: not emitted": SETTINGS,
  "repo.allow_forking: not recorded": NEWER,
  "repo.has_discussions: not recorded": NEWER,
  "repo.is_template: not recorded": NEWER,
  "repo.topics: not recorded": NEWER,
  "repo.visibility: not recorded": NEWER,
  "repo.web_commit_signoff_required: not recorded": NEWER,
  "active_lock_reason: not recorded": NEWER,
  "auto_merge: not recorded": NEWER,
  "draft: not recorded": "The examples of review comments lack it; REST's pulls list has it.",
};

/** The events whose payloads hold a pull request, as the single one or as a row of the list. */
const EVENTS = [
  { event: "pull_request", count: 29, as: "single" },
  { event: "pull_request_review", count: 4, as: "row" },
  { event: "pull_request_review_comment", count: 5, as: "row" },
  { event: "pull_request_review_thread", count: 3, as: "row" },
] as const;

async function emitted() {
  const { github, number } = eventfulPullRequest();
  const list = await rest(github, "/repos/acme/api/pulls");
  return {
    single: (await rest(github, `/repos/acme/api/pulls/${number}`)).body,
    row: list.body[0],
  };
}

const differences = (example: object, shown: object) =>
  compareShape(example, shown).map((difference) =>
    difference.replace(/^(head|base)\.repo/, "repo"),
  );

test.each(EVENTS)("a pull request in `$event` is the $as one of REST", async (source) => {
  const shown = (await emitted())[source.as];
  const examples = examplePullRequests(source.event);
  expect(examples).toHaveLength(source.count);
  for (const example of examples) {
    const unknown = differences(example, shown).filter((line) => !(line in KNOWN_DIFFERENCES));
    expect(unknown).toEqual([]);
  }
});

test("every known difference is still one", async () => {
  const shown = await emitted();
  const met = EVENTS.flatMap(({ event, as }) =>
    examplePullRequests(event).flatMap((example) => differences(example, shown[as])),
  );
  expect(new Set(met)).toEqual(new Set(Object.keys(KNOWN_DIFFERENCES)));
});
