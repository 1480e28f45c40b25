import { expect, test } from "vitest";
import { createHydration, times } from "../support/hydration.ts";
import { listOf } from "../support/refusals.ts";

const repository = "o/r";
const opening = { repository, actor: "ada", title: "Door" };
type Truth = Awaited<ReturnType<typeof createHydration>>["truth"];

/** A review whose comments open threads, one each. */
function openThreads(truth: Truth, number: number, count: number) {
  const comments = times(count, (index) => ({
    path: "a.ts",
    line: index + 1,
    body: `Why ${index}?`,
  }));
  return truth.submitReview({ repository, number, actor: "bob", comments });
}

/** Long lists, each longer than its first page, beside a pull request with short lists. */
const long = {
  reviews(truth: Truth) {
    const number = truth.openPullRequest(opening);
    times(135, (index) =>
      truth.submitReview({ repository, number, actor: "bob", body: `${index}` }),
    );
    return number;
  },
  reviewComments(truth: Truth) {
    const number = truth.openPullRequest(opening);
    openThreads(truth, number, 36);
    return number;
  },
  comments(truth: Truth) {
    const number = truth.openPullRequest(opening);
    times(160, (index) => truth.comment({ repository, number, actor: "bob", body: `${index}` }));
    return number;
  },
  commits: (truth: Truth) =>
    truth.openPullRequest({
      ...opening,
      commits: times(270, (index) => ({ message: `${index}` })),
    }),
  files: (truth: Truth) =>
    truth.openPullRequest({
      ...opening,
      files: times(210, (index) => ({ path: `src/${index}.ts` })),
    }),
} as const;

test.each([
  ["reviews", 135],
  ["reviewComments", 36],
  ["comments", 160],
  ["commits", 270],
  ["files", 210],
] as const)("I7: all %s beyond the first page are there, each once: %i", async (kind, count) => {
  const { truth, hydrate, github } = await createHydration();
  const number = long[kind](truth);
  const short = truth.openPullRequest(opening);
  const { snapshots, failures } = await hydrate([number, short]);
  expect(failures).toEqual([]);
  const rows: readonly object[] = snapshots[0]?.children[kind] ?? [];
  expect(new Set(rows.map((row) => JSON.stringify(row))).size).toBe(count);
  expect(rows).toHaveLength(count);
  expect(snapshots[0]?.truncated).toEqual([]);
  expect(snapshots[1]?.pullRequest.number).toBe(short);
  expect(github.ledger.summary().points).toBeLessThanOrEqual(1 + github.ledger.entries.length);
});

test("I7: a thread's comments beyond the first page are all there, in threads of every page", async () => {
  const { truth, hydrate, github } = await createHydration();
  const number = truth.openPullRequest(opening);
  openThreads(truth, number, 7);
  const listed = await github.fetch("https://api.github.com/repos/o/r/pulls/1/comments");
  const comments = (await listed.json()) as { id: number }[];
  const reply = { repository, actor: "ada", body: "Because." };
  for (const index of [0, 6]) {
    const comment = comments[index]?.id ?? 0;
    times(115, () => truth.replyToThread({ ...reply, comment }));
  }
  const [snapshot] = (await hydrate([number])).snapshots;
  const rows = snapshot?.children.reviewComments ?? [];
  expect(rows).toHaveLength(7 + 2 * 115);
  const repliesTo = (index: number) =>
    rows.filter(({ inReplyToId }) => inReplyToId === comments[index]?.id);
  expect([repliesTo(0).length, repliesTo(6).length]).toEqual([115, 115]);
  expect(rows.map(({ id }) => id)).toEqual(rows.map(({ id }) => id).toSorted((a, b) => a - b));
});

test("I7: labels and assignees beyond the first page are all there", async () => {
  const { truth, hydrate } = await createHydration();
  const labels = times(25, (index) => `label-${String(index).padStart(2, "0")}`);
  const assignees = times(12, (index) => `user-${String(index).padStart(2, "0")}`);
  const number = truth.openPullRequest({ ...opening, labels, assignees });
  const [snapshot] = (await hydrate([number])).snapshots;
  expect(snapshot?.pullRequest.labels.map(({ name }) => name)).toEqual(labels);
  expect(snapshot?.pullRequest.assignees.map(({ login }) => login)).toEqual(assignees);
});

test("a commit keeps its place, its author's date and its committer's", async () => {
  const { truth, hydrate, github } = await createHydration();
  const authored = "2025-12-24T18:00:00Z";
  const commits = times(60, (index) => ({
    message: `${index}`,
    author: { login: "ada", date: authored },
  }));
  const number = truth.openPullRequest({ ...opening, commits });
  const [snapshot] = (await hydrate([number])).snapshots;
  const rows = snapshot?.children.commits ?? [];
  expect(rows.map(({ message, position }) => [message, position])).toEqual(
    times(60, (index) => [`${index}`, index]),
  );
  expect(rows[59]).toMatchObject({
    authoredAt: new Date(authored),
    committedAt: github.clock.now(),
  });
});

const noComments = {
  when: { path: listOf.comments },
  fault: { kind: "error", status: 500 },
} as const;

/** What is known of an endless list: by REST, all of it. If REST fails too, nothing. */
async function expectReadByRest(
  { github, hydrate }: Awaited<ReturnType<typeof createHydration>>,
  reason = "GitHub's pages do not continue.",
) {
  const whole = await hydrate([1]);
  expect(whole).toMatchObject({ failures: [], unread: [], snapshots: [{ truncated: [] }] });
  expect(whole.snapshots[0]?.children.comments).toHaveLength(160);
  github.faults.add(noComments);
  const { snapshots, failures, unread } = await hydrate([1]);
  expect(failures).toEqual([]);
  expect(snapshots).toMatchObject([
    { truncated: [], unread: ["comments"], children: { comments: undefined, commits: [{}] } },
  ]);
  expect(unread).toEqual([{ number: 1, part: "comments", reason }]);
}

test("I7: a list that continues without a cursor is read by REST or unread, never stored incomplete", async () => {
  const world = await createHydration();
  const { github, truth, hydrate } = world;
  const number = long.comments(truth);
  const bodies: string[] = [];
  const stopListening = github.onResponse((_, { body }) => void bodies.push(body));
  await hydrate([number]);
  stopListening();
  const answer = JSON.parse(bodies[0] ?? "");
  answer.data.node[`p${number}`].comments.pageInfo.endCursor = null;
  github.intercept(({ path }) => (path === "/graphql" ? Response.json(answer) : undefined));
  await expectReadByRest(world);
});

/** The response to a query for one further page, of the pull request that it names. */
function furtherPage(body: string, page: object): Response {
  const { variables } = JSON.parse(body) as { variables: { id0: string } };
  return Response.json({ data: { n0: { id: variables.id0, number: 1, page } } });
}

test.each([
  ["of another id", { id: "PR_another", number: 1 }],
  ["of another number", { number: 2 }],
  ["without a number", {}],
])("I13: a further page of a pull request %s is not added to the list", async (_, owner) => {
  const world = await createHydration();
  const { github, truth } = world;
  long.comments(truth);
  const pageInfo = { hasNextPage: false, endCursor: null };
  const page = { totalCount: 160, nodes: [], pageInfo };
  github.intercept(({ body }) => {
    if (!body?.includes("HydrateMore")) return undefined;
    const { variables } = JSON.parse(body) as { variables: { id0: string } };
    return Response.json({ data: { n0: { id: variables.id0, ...owner, page } } });
  });
  await expectReadByRest(world, "GitHub returned no further page.");
});

test("I13: pages that come back to an earlier one end, and affect only their own list", async () => {
  const world = await createHydration();
  const { github, truth } = world;
  long.comments(truth);
  let asked = 0;
  const cursors = ["a", "b", "c"];
  github.intercept(({ body }) => {
    if (!body?.includes("HydrateMore")) return undefined;
    asked += 1;
    if (asked > 10) throw new Error("It has no end.");
    const pageInfo = { hasNextPage: true, endCursor: cursors[asked % cursors.length] };
    return furtherPage(body, { totalCount: 160, nodes: [], pageInfo });
  });
  await expectReadByRest(world);
});

test("I13: a list whose pages never end is dropped beyond twice its count, and affects only itself", async () => {
  const world = await createHydration();
  const { github, truth } = world;
  long.comments(truth);
  let asked = 0;
  github.intercept(({ body }) => {
    if (!body?.includes("HydrateMore")) return undefined;
    asked += 1;
    const pageInfo = { hasNextPage: true, endCursor: `cursor-${asked}` };
    const nodes = times(100, () => ({}));
    return furtherPage(body, { totalCount: 160, nodes, pageInfo });
  });
  await expectReadByRest(world);
  // Each time the first 50, then pages of 100 until there are more than 2 × 160, and one more page.
  expect(asked).toBe(2 * 4);
});

test("I13: a further page that cannot be read affects only its own list, and REST may have it", async () => {
  const { github, truth, hydrate } = await createHydration();
  const [one, other] = [long.comments(truth), long.files(truth)];
  const fault = {
    kind: "graphql-error",
    type: "FORBIDDEN",
    path: ["n0", "page"],
    message: "No.",
  } as const;
  const forbidOnce = () =>
    github.faults.add({ when: { operation: "HydrateMore" }, times: 1, fault });
  forbidOnce();
  const whole = await hydrate([one, other]);
  expect(whole).toMatchObject({ failures: [], unread: [], forbidden: [] });
  expect(whole.snapshots[0]?.children.comments).toHaveLength(160);
  forbidOnce();
  github.faults.add(noComments);
  const { snapshots, failures, unread } = await hydrate([one, other]);
  expect(failures).toEqual([]);
  expect(snapshots.map(({ pullRequest }) => pullRequest.number)).toEqual([one, other]);
  expect(unread).toEqual([
    { number: one, part: "comments", reason: expect.stringContaining("500") },
  ]);
  expect(snapshots[0]?.children).toMatchObject({ comments: undefined, commits: [{}] });
  expect(snapshots[1]?.children.files).toHaveLength(
    whole.snapshots[1]?.children.files?.length ?? 0,
  );
});

test.each([undefined, [], ["m9"], "n0"])(
  "I2: after an error of a further page that names none (path %j), REST is used",
  async (path) => {
    const world = await createHydration();
    const { github, truth } = world;
    long.comments(truth);
    github.faults.add({
      when: { operation: "HydrateMore" },
      fault: {
        kind: "rewrite",
        change(body) {
          for (const node of body.data.n0.page.nodes) node.author = null;
          return { ...body, errors: [{ type: "FORBIDDEN", message: "No.", path }] };
        },
      },
    });
    const { snapshots } = await world.hydrate([1]);
    const authors = snapshots[0]?.children.comments?.map(({ author }) => author?.login);
    expect(new Set(authors)).toEqual(new Set(["bob"]));
    expect(authors).toHaveLength(160);
  },
);
