import type { Actor, PullRequest, SnapshotToStore } from "@ghsync/core";
import type { BrokenStore } from "../broken-store.ts";
import type { Breakage, Wrapped } from "../whole-subject.ts";

/** Changes each snapshot on its way to the store. */
function changing(change: (item: SnapshotToStore) => SnapshotToStore) {
  return ({ store }: Wrapped): Breakage => ({
    commitPage: (lease, page) =>
      store.commitPage(lease, {
        ...page,
        ...(page.snapshots && { snapshots: page.snapshots.map(change) }),
      }),
  });
}

/** Changes each pull request on its way to the store. */
const changingRow = (change: (row: PullRequest) => Partial<PullRequest>) =>
  changing(({ snapshot, seen }) => {
    const { pullRequest } = snapshot;
    const changed = { ...pullRequest, ...change(pullRequest) };
    return { seen, snapshot: { ...snapshot, pullRequest: changed } };
  });

const loginOf = ({ login }: Actor): Actor => ({ id: null, login, avatarUrl: null, type: "User" });

export const brokenRecords: readonly BrokenStore[] = [
  {
    bug: "forgets a column",
    breaks: changingRow(() => ({ mergeCommitSha: null })),
    fails: [
      "Every field of a pull request and of its children is stored as it was read",
      "A change of any field of a pull request writes that row alone",
      "People are stored with every field that changes",
    ],
  },
  {
    bug: "takes two columns for each other",
    breaks: changingRow(({ author, mergedBy }) => ({ author: mergedBy, mergedBy: author })),
    fails: [
      "Every field of a pull request and of its children is stored as it was read",
      "A change of any field of a pull request writes that row alone",
    ],
  },
  {
    bug: "keeps of a person only the login",
    breaks: changingRow(({ author, assignees }) => ({
      author: author && loginOf(author),
      assignees: assignees.map(loginOf),
    })),
    fails: [
      "Every field of a pull request and of its children is stored as it was read",
      "A change of any field of a pull request writes that row alone",
      "People are stored with every field that changes",
    ],
  },
  {
    bug: "takes unknown linked issues for none",
    breaks: changingRow(({ linkedIssues }) => ({ linkedIssues: linkedIssues ?? [] })),
    fails: [
      "Linked issues that are unknown never replace known ones; an empty list does",
      "A row whose linked issues are unknown replaces every other field, by an empty one too",
    ],
  },
  {
    bug: "writes a row whenever it was read again",
    breaks: changing(({ seen, snapshot }) => ({
      snapshot,
      seen: { ...seen, pulls: snapshot.readAt },
    })),
    fails: [
      "An equal snapshot writes no row, even if it was read later",
      "The states of pull requests are read by number; unknown numbers are left out",
      "The stamps that a row covers are replaced as a whole, and a change of them alone is written",
    ],
  },
  {
    bug: "forgets which side of a diff a comment is on",
    breaks: changing(({ seen, snapshot }) => {
      const reviewComments = snapshot.children.reviewComments?.map((comment) => ({
        ...comment,
        side: "right" as const,
      }));
      return {
        seen,
        snapshot: { ...snapshot, children: { ...snapshot.children, reviewComments } },
      };
    }),
    fails: ["A change of any field of one of the reviewComments writes that row alone"],
  },
];
