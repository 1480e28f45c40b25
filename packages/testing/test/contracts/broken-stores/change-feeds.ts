import type { BrokenStore } from "../broken-store.ts";

export const brokenChangeFeeds: readonly BrokenStore[] = [
  {
    bug: "knows a comment by GitHub's id alone",
    breaks: ({ store }) => {
      const owners = new Map<number, string>();
      return {
        commitPage: (lease, page) => {
          const snapshots = page.snapshots?.map(({ seen, snapshot }) => {
            const owner = `${lease.repositoryId} #${snapshot.pullRequest.number}`;
            const comments = snapshot.children.comments?.filter(({ id }) => {
              owners.set(id, owners.get(id) ?? owner);
              return owners.get(id) === owner;
            });
            return {
              seen,
              snapshot: { ...snapshot, children: { ...snapshot.children, comments } },
            };
          });
          return store.commitPage(lease, { ...page, ...(snapshots && { snapshots }) });
        },
      };
    },
    fails: [
      "Every field of a pull request and of its children is stored as it was read",
      "Every row carries the revision that wrote it last, so that what changed since another can be asked",
      "A commit returns which pull requests changed, themselves or a child; how they were read is no change",
      "The same ids under two pull requests, and under two repositories, are rows of their own",
    ],
  },
  {
    bug: "gives every row of a pull request the revision of its last commit",
    breaks: ({ readRows }) => ({
      async readRows(repositoryId) {
        const rows = await readRows(repositoryId);
        return rows.map((row) => {
          const siblings = rows.filter(
            (other) => other.pullRequestNumber === row.pullRequestNumber,
          );
          return { ...row, revision: Math.max(...siblings.map(({ revision }) => revision)) };
        });
      },
    }),
    fails: [
      "A change of any field of a pull request writes that row alone",
      "A change of any field of one of the reviews writes that row alone",
      "A change of any field of one of the reviewComments writes that row alone",
      "A change of any field of one of the comments writes that row alone",
      "A change of any field of one of the commits writes that row alone",
      "A change of any field of one of the files writes that row alone",
      "Every row carries the revision that wrote it last, so that what changed since another can be asked",
    ],
  },
  {
    bug: "merges the stamps that a row answers",
    breaks: ({ store }) => ({
      async commitPage(lease, page) {
        const snapshots = [];
        for (const { snapshot, seen } of page.snapshots ?? []) {
          const { number } = snapshot.pullRequest;
          const [stored] = await store.readPullRequestStates(lease.repositoryId, [number]);
          snapshots.push({ snapshot, seen: { ...stored?.seen, ...seen } });
        }
        return store.commitPage(lease, { ...page, snapshots });
      },
    }),
    fails: [
      "The stamps that a row covers are replaced as a whole, and a change of them alone is written",
    ],
  },
  {
    bug: "returns every pull request that it was asked for",
    breaks: ({ store }) => ({
      async readPullRequestStates(repositoryId, numbers) {
        const known = await store.readPullRequestStates(repositoryId, numbers);
        const unknown = numbers.filter((number) => !known.some((state) => state.number === number));
        const epoch = new Date(0);
        const empty = { headSha: "", baseSha: "", seen: {}, truncated: [], unread: [] };
        const at = { updatedAt: epoch, readAt: epoch };
        return [...known, ...unknown.map((number) => ({ number, ...at, ...empty }))];
      },
    }),
    fails: ["The states of pull requests are read by number; unknown numbers are left out"],
  },
  {
    bug: "returns no truncated kinds",
    breaks: ({ store }) => ({
      async readPullRequestStates(repositoryId, numbers) {
        const states = await store.readPullRequestStates(repositoryId, numbers);
        return states.map((state) => ({ ...state, truncated: [] }));
      },
    }),
    fails: ["The states of pull requests are read by number; unknown numbers are left out"],
  },
  {
    bug: "calls every pull request changed that it was given",
    breaks: ({ store }) => ({
      async commitPage(lease, page) {
        const result = await store.commitPage(lease, page);
        const changed = page.snapshots?.map(({ snapshot }) => snapshot.pullRequest.number);
        return { ...result, changed: changed ?? [] };
      },
    }),
    fails: [
      "A commit returns which pull requests changed, themselves or a child; how they were read is no change",
    ],
  },
];
