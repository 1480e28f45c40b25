import type { ChangePage, ChangeStream } from "../../changes/change-stream.ts";
import { GhsyncError } from "../../errors/ghsync-error.ts";
import type { StreamName } from "../../ports/sync-state.ts";
import type { ConnectedRun } from "../run/run.ts";
import { type Feature, pagesUnlessOff } from "../switched-off.ts";
import { bearablePages } from "./bearable-pages.ts";
import { notePullsSwitch } from "./note-pulls-switch.ts";

const featureOf: { readonly [Name in StreamName]: Feature } = {
  issues: "has_issues",
  comments: "has_issues",
  pulls: "has_pull_requests",
  reviewComments: "has_pull_requests",
};

/** The pages of one pass of a stream; none where the repository has the feature behind it switched off. */
export async function* readStream(
  run: ConnectedRun,
  stream: ChangeStream,
): AsyncGenerator<ChangePage> {
  const checkpoint = run.state().checkpoint.streams[stream.name];
  if (!checkpoint) {
    throw new GhsyncError("store_failed", `The store lost where stream ${stream.name} stands.`);
  }
  let isOff = true;
  const pages = pagesUnlessOff(run, featureOf[stream.name], () =>
    bearablePages(run, stream, checkpoint),
  );
  for await (const page of pages) {
    isOff = false;
    if (stream.name === "pulls") await notePullsSwitch(run, { isOff });
    yield page;
  }
  if (isOff && stream.name === "pulls") await notePullsSwitch(run, { isOff });
}
