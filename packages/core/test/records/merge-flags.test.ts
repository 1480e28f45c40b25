import { expect, test } from "vitest";
import { mergeTruncated } from "../../src/records/merge-flags.ts";

const children = {
  reviews: undefined,
  reviewComments: undefined,
  comments: undefined,
  commits: undefined,
  files: undefined,
};

test("I7: what was cut off stays so until that kind is read whole", () => {
  const unread = { truncated: [], children };
  const read = { truncated: [], children: { ...children, files: [] } };
  expect(mergeTruncated(unread, ["files"])).toEqual(["files"]);
  expect(mergeTruncated(read, ["files", "reviews"])).toEqual(["reviews"]);
  expect(mergeTruncated({ ...read, truncated: ["files", "commits"] })).toEqual([
    "commits",
    "files",
  ]);
});
