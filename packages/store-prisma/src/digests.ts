import { childKinds, type SnapshotToStore } from "@ghsync/core";
import { digestOf } from "./digest-of.ts";

/** What is compared of a pull request as one: its own columns, and each kind of child. New parts are added at the end. */
const parts = [
  "own",
  "linkedIssues",
  "reviews",
  "reviewComments",
  "comments",
  "commits",
  "files",
] as const;

type Part = (typeof parts)[number];

/** Short hashes of a snapshot, or of what is stored of a pull request. */
export interface Digests {
  /** Of all that was read. Where it is equal, so are the parts. */
  readonly whole: string;
  /** Of each part. One that was never read has none. */
  readonly parts: { readonly [P in Part]?: string | undefined };
}

/** Digests that match nothing, so that all rows are compared. */
export const noDigests: Digests = { whole: "", parts: {} };

/** Digests of a snapshot, those of its parts made when they are asked for. Snapshots with equal ones are stored equally. */
export function digestsOf({ snapshot, seen }: SnapshotToStore): Digests {
  const { pullRequest, children, truncated, unread } = snapshot;
  let made: Digests["parts"] | undefined;
  return {
    whole: digestOf(
      pullRequest,
      childKinds.map((kind) => children[kind]),
      truncated,
      unread,
      Object.entries(seen),
    ),
    get parts() {
      made ??= digestParts({ snapshot, seen });
      return made;
    },
  };
}

function digestParts({ snapshot, seen }: SnapshotToStore): Digests["parts"] {
  const { pullRequest, children, truncated } = snapshot;
  const { linkedIssues } = pullRequest;
  const cutBefore = truncated.filter((kind) => !children[kind]);
  const row = { ...pullRequest, linkedIssues: null };
  const digests: { [P in Part]?: string } = {
    own: digestOf(row, Object.entries(seen), cutBefore, snapshot.unread),
  };
  // What was not given has a digest that no read one equals: the row names it as unread until it is read.
  for (const part of parts)
    if ((snapshot.unread as readonly string[]).includes(part)) digests[part] = "unread";
  if (linkedIssues) digests.linkedIssues = digestOf(linkedIssues);
  for (const kind of childKinds) {
    if (children[kind]) digests[kind] = digestOf(children[kind], truncated.includes(kind));
  }
  return digests;
}

/** Digests as one column holds them: those of a snapshot, and of the parts that it lacks those that are stored. */
export function encodeDigests(revision: number, read: Digests, stored?: Digests): string {
  const known = stored?.parts;
  const digests = parts.map((part) => read.parts[part] ?? known?.[part] ?? "");
  return [revision, read.whole, ...digests].join(" ");
}

/** The reverse of {@link encodeDigests}, for digests that were written under this revision or an older one. */
export function decodeDigests(column: string, newest: number): Digests {
  const [revision, whole = ""] = column.split(" ", 2);
  if (Number(revision) > newest) return noDigests;
  return {
    whole,
    get parts() {
      const [, , ...digests] = column.split(" ");
      return Object.fromEntries(parts.map((part, index) => [part, digests[index]]));
    },
  };
}

/** Whether a snapshot differs from what is stored, in some parts or in any. */
export function differ(read: Digests, stored: Digests, some: readonly Part[] = parts): boolean {
  if (read.whole === stored.whole) return false;
  const known = stored.parts;
  return some.some((part) => read.parts[part] !== undefined && read.parts[part] !== known[part]);
}
