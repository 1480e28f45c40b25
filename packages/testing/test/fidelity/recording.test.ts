import { createFakeGitHub, loadRecording } from "@ghsync/testing";
import { beforeEach, expect, test } from "vitest";
import { rest } from "../ask.ts";
import { compareFields } from "./compare-fields.ts";
import { inventedRecording } from "./invented-recording.ts";
import { roundTrip } from "./round-trip.ts";

const repository = "acme/api";
let github = createFakeGitHub();

beforeEach(() => {
  github = createFakeGitHub();
  loadRecording(github, inventedRecording);
});

const body = async (path: string) => (await rest(github, `/repos/acme/api${path}`)).body;

test("every field of every recorded row comes back with its value", async () => {
  const { rows, fields, differences } = await roundTrip(github, inventedRecording);
  expect(differences).toEqual([]);
  expect({ rows, fields }).toEqual({ rows: 14, fields: 496 });
});

test("the list does not show what only a single pull request shows", async () => {
  const [row] = await body("/pulls?state=all");
  expect(row).not.toHaveProperty("merged_by");
  expect(row).not.toHaveProperty("additions");
  expect(await body("/pulls/2")).toMatchObject({
    merged_by: { login: "codecov[bot]" },
    additions: 120,
  });
});

test("what a verb changes is no longer as recorded, the rest of the row still is", async () => {
  github.truth.editPullRequest({ repository, number: 2, title: "Gate" });
  github.truth.comment({ repository, number: 1, actor: "grace", body: "Thirteen" });
  expect(await body("/pulls/2")).toMatchObject({
    title: "Gate",
    body: "",
    active_lock_reason: "too heated",
    head: { label: "gone:door" },
    base: { repo: { license: { key: "mit" }, stargazers_count: 8_433 } },
  });
  expect(await body("/issues/2")).toMatchObject({ title: "Gate", milestone: { number: 7 } });
  expect(await body("/issues/1")).toMatchObject({ comments: 13, state_reason: "not_planned" });
  github.truth.openIssue({ repository, actor: "grace", title: "Window" });
  expect((await body("")).open_issues_count).toBe(26);
});

test("nothing recorded of one person is shown of another who replaces them", async () => {
  github.truth.unassign({ repository, number: 2, assignees: ["ada"] });
  github.truth.assign({ repository, number: 2, assignees: ["grace"] });
  const { assignees, user } = await body("/pulls/2");
  expect(user.site_admin).toBe(true);
  expect(assignees).toMatchObject([{ login: "grace", site_admin: false }]);
  github.truth.deleteUser({ login: "ada" });
  expect((await body("/pulls/2")).user).toBeNull();
});

test("recorded addresses lead to the origin that was asked", async () => {
  const origin = "http://127.0.0.1:4000";
  const answer = await rest(github, `${origin}/repos/acme/api/issues/1`);
  expect(answer.body.milestone.url).toBe(`${origin}/repos/acme/elsewhere/milestones/7`);
  expect(answer.body.milestone.creator.url).toBe(`${origin}/users/codecov%5Bbot%5D`);
});

test("a comparison of fields reports what differs, what is missing and what is incomplete", () => {
  const recorded = {
    id: 1,
    user: { login: "ada" },
    labels: [1, 2],
    empty: [],
    none: {},
    gone: null,
  };
  expect(compareFields(recorded, { ...recorded, none: { more: 1 }, more: true })).toEqual({
    fields: 7,
    differences: [],
  });
  const answered = { id: "1", user: null, labels: [1], empty: {}, none: [] };
  expect(compareFields(recorded, answered).differences).toEqual([
    'id: recorded 1, answered "1"',
    'user.login: recorded "ada", answered undefined',
    "labels: length 2, not 1",
    "labels.1: recorded 2, answered undefined",
    "empty: recorded [], answered {}",
    "none: recorded {}, answered []",
    "gone: recorded null, answered undefined",
  ]);
});
