import { expect, test } from "vitest";
import { rest } from "../ask.ts";
import { compareShape } from "./compare-shape.ts";
import { eventfulPullRequest } from "./eventful-pull-request.ts";
import { webhookExamples } from "./webhook-examples.ts";

const SETTINGS = "A webhook shows it, REST only for a repository asked for alone.";
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

/** What else belongs to a pull request and is shown by events, of which many say less than REST. */
const PARTS = [
  { event: "pull_request_review", key: "review", count: 4, as: "review" },
  { event: "pull_request_review_comment", key: "comment", count: 5, as: "reviewComment" },
  { event: "issue_comment", key: "comment", count: 9, as: "comment" },
  { event: "issue_comment", key: "issue", count: 9, as: "issue" },
  { event: "issues", key: "issue", count: 29, as: "issue" },
  { event: "milestone", key: "milestone", count: 5, as: "milestone" },
  { event: "label", key: "label", count: 6, as: "label" },
  { event: "check_run", key: "check_run", count: 9, as: "checkRun" },
] as const;

/**
 * Of a check run's suite REST shows only the id; what an app may do differs with the app; the stamps of
 * some examples' apps are of no ISO form.
 */
const WEBHOOKS_ONLY =
  /^(check_suite|app\.permissions)\.|^deployment:|^app\.\w+_at: recorded string/;

async function emitted() {
  const { github, number } = eventfulPullRequest();
  const get = async (path: string) => (await rest(github, `/repos/acme/api${path}`)).body;
  const issue = await get(`/issues/${number}`);
  const [row] = await get("/pulls");
  return {
    single: await get(`/pulls/${number}`),
    row,
    review: (await get(`/pulls/${number}/reviews`))[0],
    reviewComment: (await get(`/pulls/${number}/comments`))[0],
    comment: (await get(`/issues/${number}/comments`))[0],
    issue,
    milestone: issue.milestone,
    label: issue.labels[0],
    checkRun: (await get(`/commits/${row.head.sha}/check-runs`)).check_runs[0],
  };
}

const differences = (example: object, shown: object) =>
  compareShape(example, shown).map((difference) =>
    difference.replace(/^(head|base)\.repo/, "repo"),
  );

test.each(EVENTS)("a pull request in `$event` is the $as one of REST", async (source) => {
  const shown = (await emitted())[source.as];
  const examples = webhookExamples(source.event, "pull_request");
  expect(examples).toHaveLength(source.count);
  for (const example of examples) {
    const unknown = differences(example, shown).filter((line) => !(line in KNOWN_DIFFERENCES));
    expect(unknown).toEqual([]);
  }
});

test("every known difference is still one", async () => {
  const shown = await emitted();
  const met = EVENTS.flatMap(({ event, as }) =>
    webhookExamples(event, "pull_request").flatMap((example) => differences(example, shown[as])),
  );
  expect(new Set(met)).toEqual(new Set(Object.keys(KNOWN_DIFFERENCES)));
});

test.each(PARTS)("a `$key` in `$event` has nothing that REST lacks", async (source) => {
  const shown = (await emitted())[source.as];
  const examples = webhookExamples(source.event, source.key);
  expect(examples).toHaveLength(source.count);
  const lacking = examples.flatMap((example) =>
    compareShape(example, shown).filter(
      (line) => !line.endsWith(": not recorded") && !WEBHOOKS_ONLY.test(line),
    ),
  );
  expect(lacking).toEqual([]);
});
