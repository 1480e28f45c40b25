import { expect, test } from "vitest";
import { at } from "../../testing/src/contracts/at.ts";
import { exampleSnapshot } from "../../testing/src/contracts/repo-store/example/example-snapshot.ts";
import { digestsOf, encodeDigests, isStored, partDiffers } from "../src/digests.ts";

const seen = { issues: at(2) };
const snapshot = exampleSnapshot(1);
const stored = encodeDigests(digestsOf({ snapshot, seen }), undefined);

test("An equal snapshot is stored, even if it was read later", () => {
  const later = exampleSnapshot(1, { readAt: at(50) });
  expect(isStored(digestsOf({ snapshot: later, seen }), stored)).toBe(true);
});

test("A change of a child changes the digest of its kind alone", () => {
  const other = exampleSnapshot(1, { children: { files: [] } });
  const digests = digestsOf({ snapshot: other, seen });
  expect(isStored(digests, stored)).toBe(false);
  expect(partDiffers(digests, stored, "files")).toBe(true);
  expect(partDiffers(digests, stored, "own")).toBe(false);
});

test("A kind that was not asked for keeps its digest; one that was not given has one that no read equals", () => {
  const children = { files: undefined };
  const notAsked = digestsOf({ snapshot: exampleSnapshot(1, { children }), seen });
  expect(isStored(notAsked, stored)).toBe(true);
  expect(encodeDigests(notAsked, stored)).toEqual(stored);
  const unread = ["files" as const];
  const notGiven = digestsOf({ snapshot: exampleSnapshot(1, { children, unread }), seen });
  const healed = digestsOf({ snapshot, seen });
  expect(partDiffers(healed, encodeDigests(notGiven, stored), "files")).toBe(true);
});

test("Values that look alike as text have different digests", () => {
  const own = (title: string, body: string | null) => {
    const changed = exampleSnapshot(1, { pullRequest: { title, body } });
    return digestsOf({ snapshot: changed, seen }).own?.toString("hex");
  };
  const texts = [
    own("a", "bc"),
    own("ab", "c"),
    own("null,", null),
    own("", "null,"),
    own("", null),
  ];
  expect(new Set(texts).size).toBe(texts.length);
});

test("Empty digests, as a host may set them, match nothing", () => {
  expect(isStored(digestsOf({ snapshot, seen }), Buffer.alloc(0))).toBe(false);
});
