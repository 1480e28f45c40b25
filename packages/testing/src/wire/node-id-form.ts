import type { TruthNode } from "../truth/records.ts";
import type { World } from "../truth/world.ts";

/** A record with a global node id. */
export interface Identified {
  readonly type: TruthNode["type"] | "CheckRun" | "StatusContext";
  readonly id?: number;
  readonly nodeId: string;
  readonly createdAt?: string;
  /** A pull request's. */
  readonly issue?: { readonly createdAt: string };
  /** A thread's. */
  readonly comments?: readonly { readonly createdAt: string }[];
}

/** In which form node ids are shown, and found. */
export interface NodeIdForm {
  /** A record's id as this answer shows it. */
  shown(record: Identified): string;
  /** A body of REST with ids as this answer shows them. */
  inBody(body: unknown): unknown;
  /** The record of an id in either form. */
  find(id: string): TruthNode | undefined;
}

/** With this header every id comes in the new form. Source: "Using global node IDs". */
const NEXT_FORM = "x-github-next-global-id";

/** Creates what shows ids of records before an instant in the old form, as GitHub keeps them. */
export function createNodeIdForms(
  world: World,
  legacyBefore: Date | undefined,
): (headers: Headers) => NodeIdForm {
  const renewed = new Map<string, string>();
  const find = (id: string) => world.nodes.get(renewed.get(id) ?? id);
  const asIs: NodeIdForm = { shown: ({ nodeId }) => nodeId, inBody: (body) => body, find };
  if (legacyBefore === undefined) {
    return () => asIs;
  }
  const shown = (record: Identified): string => {
    const { type, id, nodeId } = record;
    const createdAt =
      record.createdAt ?? record.issue?.createdAt ?? record.comments?.[0]?.createdAt;
    if (id === undefined || createdAt === undefined || new Date(createdAt) >= legacyBefore) {
      return nodeId;
    }
    const legacy = Buffer.from(`0${type.length}:${type}${id}`).toString("base64");
    renewed.set(legacy, nodeId);
    return legacy;
  };
  const inBody = (body: unknown): unknown =>
    JSON.parse(JSON.stringify(body), (key, value: unknown) => {
      const record = key === "node_id" ? world.nodes.get(String(value)) : undefined;
      return record === undefined ? value : shown(record);
    });
  const mixed: NodeIdForm = { shown, inBody, find };
  return (headers) => (headers.get(NEXT_FORM) === "1" ? asIs : mixed);
}
