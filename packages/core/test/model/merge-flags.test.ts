import { expect, test } from "vitest";
import { mergeTruncated, mergeUnread } from "../../src/model/snapshot.ts";

const children = {
  reviews: undefined,
  reviewComments: undefined,
  comments: undefined,
  commits: undefined,
  files: undefined,
};

test("I7: mergeTruncated keeps a truncated kind until that kind is read completely", () => {
  const unread = { truncated: [], children };
  const read = { truncated: [], children: { ...children, files: [] } };
  expect(mergeTruncated(unread, ["files"])).toEqual(["files"]);
  expect(mergeTruncated(read, ["files", "reviews"])).toEqual(["reviews"]);
  expect(mergeTruncated({ ...read, truncated: ["files", "commits"] })).toEqual([
    "commits",
    "files",
  ]);
});

test("I14: mergeUnread keeps an unread part until it is read, even if it was not requested", () => {
  const given = { pullRequest: { linkedIssues: [] }, truncated: [], unread: [], children };
  expect(mergeUnread(given, ["author", "linkedIssues", "files"])).toEqual(["files"]);
  expect(mergeUnread({ ...given, children: { ...children, files: [] } }, ["files"])).toEqual([]);
  const withoutLinks = { ...given, pullRequest: { linkedIssues: null } };
  expect(mergeUnread(withoutLinks, ["author", "linkedIssues"])).toEqual(["linkedIssues"]);
  expect(mergeUnread({ ...given, unread: ["files", "author"] })).toEqual(["author", "files"]);
});
