import type { Change, StreamTarget } from "../../changes/change-stream.ts";
import { issuesStream } from "../../changes/issues-stream.ts";
import { pullsStream } from "../../changes/pulls-stream.ts";
import type { ConnectedRun } from "../run/run.ts";
import { pagesUnlessOff } from "../switched-off.ts";

/**
 * What changed since an instant, page by page: by the issues list, oldest change first; where issues are switched off, by the list
 * of pull requests, newest change first.
 */
export async function* changedSince(
  target: StreamTarget & Pick<ConnectedRun, "client" | "signal">,
  since: Date,
): AsyncGenerator<readonly Change[]> {
  const { client, signal } = target;
  const options = { overlapMs: 0, signal };
  let isOff = true;
  const pages = pagesUnlessOff(target, "has_issues", () =>
    issuesStream.read(client, target, { since }, options),
  );
  for await (const { changes } of pages) {
    isOff = false;
    yield changes;
  }
  if (!isOff) return;
  for await (const { changes } of pullsStream.read(client, target, { since }, options)) {
    yield changes;
  }
}
