import type { GraphQLItemError } from "../github/github-client.ts";
import type { ChildKind } from "../records/snapshot.ts";
import { type ConnectionName, connections } from "./connections.ts";
import type { RawPullRequest } from "./graphql-shapes.ts";

/**
 * The child kind that an error says this credential may not read, such as commits for an App without the permission "Contents".
 * The error's path: `node`, the pull request's alias, the connection.
 */
export function forbiddenKind({ type, path }: GraphQLItemError): ChildKind | undefined {
  const name = path?.[2];
  if (type !== "FORBIDDEN" || typeof name !== "string" || !Object.hasOwn(connections, name)) {
    return undefined;
  }
  return connections[name as ConnectionName].kind;
}

/** The pull request without the connections of these kinds: what is left of them is not complete. */
export function withoutForbidden(
  raw: RawPullRequest,
  kinds: ReadonlySet<ChildKind>,
): RawPullRequest {
  const names = (Object.keys(connections) as ConnectionName[]).filter((name) => {
    const { kind } = connections[name];
    return kind !== undefined && kinds.has(kind);
  });
  return { ...raw, ...Object.fromEntries(names.map((name) => [name, null])) };
}
