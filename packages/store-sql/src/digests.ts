import { hash } from "node:crypto";
import { childKinds, type SnapshotToStore } from "@ghsync/core";

/** What is compared as one: the pull request's own fields, and each kind of child. */
const parts = ["own", "linkedIssues", ...childKinds] as const;

export type DigestPart = (typeof parts)[number];

const size = 12;
const never = Buffer.alloc(size);
/** Equals no digest of a read part, so that the part is compared when it is read. */
const notGiven = Buffer.alloc(size, 0xff);

/** Short hashes of the parts of a snapshot. A kind that was not asked for has none. */
export type Digests = { readonly [P in DigestPart]?: Buffer | undefined };

/** Hashes a snapshot. */
export function digestsOf({ snapshot, seen }: SnapshotToStore): Digests {
  const { pullRequest, children, truncated, unread } = snapshot;
  const { linkedIssues, ...own } = pullRequest;
  const cutBefore = truncated.filter((kind) => !children[kind]);
  const digests: { [P in DigestPart]?: Buffer } = {
    own: digestOf([own, Object.entries(seen), cutBefore, unread]),
  };
  if (linkedIssues) digests.linkedIssues = digestOf(linkedIssues);
  for (const kind of childKinds) {
    if (children[kind]) digests[kind] = digestOf([children[kind], truncated.includes(kind)]);
    else if (unread.includes(kind)) digests[kind] = notGiven;
  }
  return digests;
}

function digestOf(value: unknown): Buffer {
  const texts: string[] = [];
  addTexts(value, texts);
  return hash("sha256", texts.join(""), "buffer").subarray(0, size);
}

/**
 * Adds texts that differ for values that differ, if their objects have the same keys in one order.
 * Much faster than `JSON.stringify`, which writes keys and formats instants.
 */
function addTexts(value: unknown, texts: string[]): void {
  if (typeof value === "string") texts.push(`${value.length}"`, value);
  else if (typeof value !== "object" || value === null) texts.push(`${value},`);
  else if (value instanceof Date) texts.push(`@${value.getTime()},`);
  else {
    const items = Array.isArray(value) ? value : Object.values(value);
    texts.push(`[${items.length},`);
    for (const item of items) addTexts(item, texts);
  }
}

/** The digests as one column holds them. A part that was not read keeps what is stored of it. */
export function encodeDigests(read: Digests, stored: Buffer | undefined): Buffer {
  return Buffer.concat(parts.map((part) => read[part] ?? storedPart(stored, part)));
}

/** Whether everything that was read is stored as it is. */
export function isStored(read: Digests, stored: Buffer): boolean {
  return parts.every((part) => !partDiffers(read, stored, part));
}

/** Whether a part was read and is not what is stored. */
export function partDiffers(read: Digests, stored: Buffer | undefined, part: DigestPart): boolean {
  const digest = read[part];
  return digest !== undefined && !digest.equals(storedPart(stored, part));
}

/** Whether a part was ever read, as far as the stored digests tell. */
export function wasRead(stored: Buffer, part: DigestPart): boolean {
  return !storedPart(stored, part).equals(never);
}

function storedPart(stored: Buffer | undefined, part: DigestPart): Buffer {
  const start = size * parts.indexOf(part);
  const digest = stored?.subarray(start, start + size);
  return digest?.length === size ? digest : never;
}
