import {
  type ChildKind,
  type CommitPage,
  childKinds,
  type PullRequestSnapshot,
  rowParts,
} from "@ghsync/core";
import type { StoredRow } from "@ghsync/testing/contracts";
import type { BrokenStore } from "../broken-store.ts";
import type { Breakage, Wrapped } from "../whole-subject.ts";

type Children = PullRequestSnapshot["children"];

/** Changes the children of each snapshot on their way to the store. */
function changing(
  change: (snapshot: PullRequestSnapshot, stored: readonly StoredRow[]) => Partial<Children>,
) {
  return ({ store, readRows }: Wrapped): Breakage => ({
    async commitPage(lease, page) {
      if (!page.snapshots) return store.commitPage(lease, page);
      const stored = await readRows(lease.repositoryId);
      const snapshots = page.snapshots.map(({ snapshot, seen }) => {
        const children = { ...snapshot.children, ...change(snapshot, stored) };
        return { seen, snapshot: { ...snapshot, children } };
      });
      return store.commitPage(lease, { ...page, snapshots } as CommitPage);
    },
  });
}

const isRowPart = (part: string) => (rowParts as readonly string[]).includes(part);

const keptParts = rowParts.map(
  (part) => `I6: a row whose ${part} was not given keeps it, and says so until it is`,
);

const perKind = (value: (kind: ChildKind) => unknown) =>
  Object.fromEntries(childKinds.map((kind) => [kind, value(kind)])) as Partial<Children>;

export const brokenChildren: readonly BrokenStore[] = [
  {
    bug: "takes a kind that was not read for empty",
    breaks: changing(({ children }) => perKind((kind) => children[kind] ?? [])),
    fails: [
      "What a host added to a row survives that row's changes, and goes with the row",
      "I6: a child kind that was not read stays, with its truncation",
      "A kind that was not given stays, and is named until it is read",
    ],
  },
  {
    bug: "never deletes a child",
    breaks: changing(({ pullRequest, children }, stored) =>
      perKind((kind) => {
        const before = stored.filter(
          (row) => row.table === kind && row.pullRequestNumber === pullRequest.number,
        );
        return children[kind] && [...before.map(({ record }) => record), ...children[kind]];
      }),
    ),
    fails: [
      "New children are created, changed ones updated, vanished ones deleted, equal ones left alone",
      "The ids of stored reviews are those of one pull request of one repository",
      "A commit that belongs to two pull requests is a row of each, and leaves one without the other",
      "A renamed file is a new row in place of the old one, and back",
      "What a host added to a row survives that row's changes, and goes with the row",
      "A child kind that was read empty is deleted",
      "Several children of one kind are deleted together",
    ],
  },
  {
    bug: "takes the reviews of a whole repository for those of one pull request",
    breaks: ({ store, readRows }) => ({
      ...store,
      async readReviewIds(repositoryId) {
        const rows = await readRows(repositoryId);
        return rows.flatMap((row) => (row.table === "reviews" ? [row.record.id] : []));
      },
    }),
    fails: ["The ids of stored reviews are those of one pull request of one repository"],
  },
  {
    bug: "never deletes the last child",
    breaks: changing(({ children }) =>
      perKind((kind) => (children[kind]?.length === 0 ? undefined : children[kind])),
    ),
    fails: [
      "A commit that belongs to two pull requests is a row of each, and leaves one without the other",
      "A child kind that was read empty is deleted",
      "Several children of one kind are deleted together",
    ],
  },
  {
    bug: "never changes a child that is there",
    breaks: changing(({ pullRequest, children }, stored) => ({
      comments: children.comments?.map((comment) => {
        const before = stored.find(
          (row) =>
            row.table === "comments" &&
            row.pullRequestNumber === pullRequest.number &&
            row.record.id === comment.id,
        );
        return before?.table === "comments" ? before.record : comment;
      }),
    })),
    fails: [
      "New children are created, changed ones updated, vanished ones deleted, equal ones left alone",
      "What a host added to a row survives that row's changes, and goes with the row",
    ],
  },
  {
    bug: "has one row for a commit, whatever pull requests it belongs to",
    breaks: changing(({ pullRequest, children }, stored) => {
      const elsewhere = stored.filter(
        (row) => row.table === "commits" && row.pullRequestNumber !== pullRequest.number,
      );
      const shas = new Set(elsewhere.map(({ record }) => "sha" in record && record.sha));
      return { commits: children.commits?.filter(({ sha }) => !shas.has(sha)) };
    }),
    fails: [
      "A commit that belongs to two pull requests is a row of each, and leaves one without the other",
    ],
  },
  {
    bug: "refuses a child that is listed twice",
    breaks: changing(({ children }) => {
      const paths = children.files?.map(({ path }) => path) ?? [];
      if (new Set(paths).size < paths.length) throw new Error("A unique constraint failed.");
      return {};
    }),
    fails: ["A child that is listed twice is stored once, as listed last"],
  },
  {
    bug: "knows a commit by its position",
    breaks: changing(({ children }) => ({
      commits: children.commits?.map((commit, position) => ({ ...commit, position })),
    })),
    fails: ["Commits that change places after a rebase are the same rows with other positions"],
  },
  {
    bug: "forgets that a kind was cut off once it was not read",
    breaks: ({ readRows }) => ({
      async readRows(repositoryId) {
        const rows = await readRows(repositoryId);
        return rows.map((row) => {
          const isOld = row.table === "pullRequests" && row.revision > 1;
          return isOld ? { ...row, truncated: [] } : row;
        });
      },
    }),
    fails: [
      "I6: a child kind that was not read stays, with its truncation",
      "A kind is no longer truncated once it was read whole, and truncated again when GitHub truncates it",
    ],
  },
  {
    bug: "takes what GitHub did not give for an empty value",
    breaks: ({ store }) => ({
      commitPage(lease, { snapshots = [], ...page }) {
        const believed = snapshots.map(({ snapshot, seen }) => {
          const unread = snapshot.unread.filter((part) => !isRowPart(part));
          return { seen, snapshot: { ...snapshot, unread } };
        });
        return store.commitPage(lease, { ...page, snapshots: believed });
      },
    }),
    fails: [...keptParts, "A new row whose parts were not given is stored, and names them"],
  },
  {
    bug: "forgets what GitHub did not give",
    breaks: ({ readRows }) => ({
      async readRows(repositoryId) {
        const rows = await readRows(repositoryId);
        return rows.map((row) => (row.table === "pullRequests" ? { ...row, unread: [] } : row));
      },
    }),
    fails: [
      ...keptParts,
      "A new row whose parts were not given is stored, and names them",
      "A kind that was not given stays, and is named until it is read",
    ],
  },
  {
    bug: "deletes the rows of a pull request and inserts them again",
    breaks: ({ store, hostValues }) => ({
      async commitPage(lease, page) {
        const result = await store.commitPage(lease, page);
        if (result.rowsWritten > 0) hostValues.clear();
        return result;
      },
    }),
    fails: ["What a host added to a row survives that row's changes, and goes with the row"],
  },
];
