import { hash } from "node:crypto";
import { childKinds, type SnapshotToStore } from "@ghsync/core";

/** What is compared as one: the pull request's own fields, and each kind of child. */
const parts = ["own", "linkedIssues", ...childKinds] as const;

export type DigestPart = (typeof parts)[number];

const size = 12;
const never = Buffer.alloc(size);
/** Equals no digest of a read part, so that the part is compared when it is read. */
const notGiven = Buffer.alloc(size, 0xff);

/** Short hashes of a snapshot. */
export interface Digests {
  /** Of everything that was read. If it is equal, all parts are. */
  readonly whole: Buffer;
  /** Of each part. `undefined` for a kind that was not asked for. */
  readonly parts: { readonly [P in DigestPart]?: Buffer | undefined };
}

/** Hashes a snapshot. The parts are hashed when they are first read. */
export function digestsOf({ snapshot, seen }: SnapshotToStore): Digests {
  const { pullRequest, children, truncated, unread } = snapshot;
  const kinds = childKinds.map((kind) => children[kind] ?? null);
  let made: Digests["parts"] | undefined;
  return {
    whole: digestOf([pullRequest, kinds, truncated, unread, seen]),
    get parts() {
      made ??= digestParts({ snapshot, seen });
      return made;
    },
  };
}

function digestParts({ snapshot, seen }: SnapshotToStore): Digests["parts"] {
  const { pullRequest, children, truncated, unread } = snapshot;
  const { linkedIssues, ...own } = pullRequest;
  const cutBefore = truncated.filter((kind) => !children[kind]);
  const digests: { [P in DigestPart]?: Buffer } = {
    own: digestOf([own, seen, cutBefore, unread]),
  };
  if (linkedIssues) digests.linkedIssues = digestOf(linkedIssues);
  for (const kind of childKinds) {
    if (children[kind]) digests[kind] = digestOf([children[kind], truncated.includes(kind)]);
    else if (unread.includes(kind)) digests[kind] = notGiven;
  }
  return digests;
}

function digestOf(value: unknown): Buffer {
  return hash("sha256", JSON.stringify(value), "buffer").subarray(0, size);
}

/** The digests as one column holds them. A part that was not read keeps what is stored of it. */
export function encodeDigests(read: Digests, stored: Buffer | undefined): Buffer {
  return Buffer.concat([
    read.whole,
    ...parts.map((part) => read.parts[part] ?? storedPart(stored, part)),
  ]);
}

/** Whether a snapshot was stored as it is. */
export function isStored(read: Digests, stored: Buffer): boolean {
  return read.whole.equals(stored.subarray(0, size));
}

/** Whether a part was read and is not what is stored. */
export function partDiffers(read: Digests, stored: Buffer | undefined, part: DigestPart): boolean {
  const digest = read.parts[part];
  return digest !== undefined && !digest.equals(storedPart(stored, part));
}

function storedPart(stored: Buffer | undefined, part: DigestPart): Buffer {
  const start = size * (1 + parts.indexOf(part));
  const digest = stored?.subarray(start, start + size);
  return digest?.length === size ? digest : never;
}
