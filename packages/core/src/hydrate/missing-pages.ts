import { type ConnectionName, connections } from "./connections.ts";
import type { RawConnection, RawPullRequest } from "./graphql-shapes.ts";
import type { MissingPage } from "./hydration-query.ts";

/** A page still to be read, and the list that it belongs to. */
export interface OpenList {
  readonly number: number;
  readonly page: MissingPage;
  readonly list: RawConnection<unknown>;
}

/** Every list of these pull requests that has a further page; one that GitHub gives no way to has an empty `after`. */
export function openLists(pullRequests: readonly RawPullRequest[]): readonly OpenList[] {
  return pullRequests.flatMap((raw) => [
    ...(Object.keys(connections) as ConnectionName[]).flatMap((connection) =>
      open(raw.number, raw.id, connection, raw[connection]),
    ),
    ...(raw.reviewThreads?.nodes ?? []).flatMap((thread) =>
      thread ? open(raw.number, thread.id, "threadComments", thread.comments) : [],
    ),
  ]);
}

function open(
  number: number,
  nodeId: string,
  connection: MissingPage["connection"],
  list: RawConnection<unknown> | null | undefined,
): readonly OpenList[] {
  if (!list?.pageInfo.hasNextPage) return [];
  return [{ number, list, page: { nodeId, connection, after: list.pageInfo.endCursor ?? "" } }];
}

/** Puts a further page behind a list. Answers false where the page has no rows to read. */
export function append(list: RawConnection<unknown>, page: RawConnection<unknown>): boolean {
  if (page.nodes === null) return false;
  list.nodes = [...(list.nodes ?? []), ...page.nodes];
  list.pageInfo = page.pageInfo;
  if (page.totalCount !== undefined) list.totalCount = page.totalCount;
  return true;
}
