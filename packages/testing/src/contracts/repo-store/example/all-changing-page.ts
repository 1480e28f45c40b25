import type { CommitPage } from "@ghsync/core";
import { at } from "../../at.ts";
import type { Run } from "../start-run.ts";
import { exampleChildren } from "./example-children.ts";
import { exampleSnapshot, toStore } from "./example-snapshot.ts";
import { exampleState } from "./example-state.ts";

/** Stores #1 with its children, #2 on the dirty list, and a state: something to lose. */
export async function commitSomething({ commit }: Run): Promise<void> {
  await commit({
    ...toStore(exampleSnapshot(1)),
    dirty: [{ number: 2, stamps: { issues: at(1) }, attempts: 0 }],
    state: exampleState,
    identity: { githubId: 1, nodeId: "R_1", fullName: "octo/repo" },
  });
}

/** A page that changes, after {@link commitSomething}, every kind of thing that a commit can change. */
export const allChangingPage: Omit<CommitPage, "revision"> = {
  ...toStore(
    exampleSnapshot(1, {
      pullRequest: { title: "Changed", updatedAt: at(9) },
      children: {
        reviews: [],
        comments: [{ ...exampleChildren.comments, body: "Changed." }],
        files: [exampleChildren.files, { ...exampleChildren.files, path: "src/new.ts" }],
      },
    }),
    exampleSnapshot(3),
  ),
  dirty: [{ number: 4, stamps: {}, attempts: 1 }],
  clean: [2],
  state: { status: "complete", reason: undefined, lastSyncAt: at(9), checkpoint: { streams: {} } },
  identity: { githubId: 1, nodeId: "R_2", fullName: "octo/renamed" },
};
