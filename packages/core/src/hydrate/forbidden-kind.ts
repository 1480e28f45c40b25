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

// Lists that no record can call unknown: without them it would say that there are none.
const neverUnknown: readonly unknown[] = ["nodes", "labels", "reviewRequests"];

/**
 * Whether an error names only a field that this credential may not read, null in an object that came: the record says so, by
 * its own null. A row that is missing from its list is more than that.
 */
export function isUnknown({ type, path = [] }: GraphQLItemError, data: unknown): boolean {
  if (type !== "FORBIDDEN" || path.length < 3 || neverUnknown.includes(path.at(-1))) return false;
  const parent = path
    .slice(0, -1)
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | null)?.[key], data);
  return typeof parent === "object" && parent !== null && !Array.isArray(parent);
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
