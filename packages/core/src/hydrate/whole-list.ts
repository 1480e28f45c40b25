import { GhsyncError } from "../errors/ghsync-error.ts";
import type { RawConnection } from "./graphql-shapes.ts";

/**
 * The rows of a list that was read to its end; those that GitHub hides are passed over.
 * @throws GhsyncError `response_invalid` if the list goes on, or came without its rows: it must not pass for a shorter one
 */
export function wholeList<Node>({ nodes, pageInfo }: RawConnection<Node>): readonly Node[] {
  if (nodes === null || pageInfo.hasNextPage) {
    throw new GhsyncError("response_invalid", "GitHub did not answer a list to its end.");
  }
  return nodes.filter((node) => node !== null);
}

/** Whether GitHub counts more rows than it showed: a list that lost some on the way, or that hides some. */
export function isShortList(list: RawConnection<unknown>): boolean {
  return wholeList(list).length < (list.totalCount ?? 0);
}
