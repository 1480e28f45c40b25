import { readFile } from "node:fs/promises";
import * as metrics from "@ghsync/metrics";
import { expect, test } from "vitest";
import { at } from "../../testing/src/contracts/at.ts";
import { examplePullRequest } from "../../testing/src/contracts/repo-store/example/example-pull-request.ts";
import { actor, exampleReview } from "./example-review.ts";
import { daysToFirstReview } from "./readme/days-to-first-review.ts";

const read = (path: string) => readFile(new URL(path, import.meta.url), "utf8");

test("The README shows the example as it is", async () => {
  const example = await read("readme/days-to-first-review.ts");
  expect(await read("../README.md")).toContain(`\`\`\`ts\n${example}\`\`\``);
});

test("The README names every function", async () => {
  const readme = await read("../README.md");
  expect(Object.keys(metrics).filter((name) => !readme.includes(`| \`${name}\` |`))).toEqual([]);
});

test("The example counts days, and ignores the account that it names", () => {
  const pullRequest = examplePullRequest(1, { createdAt: at(0), closedAt: null, mergedAt: null });
  const afterOneDay = exampleReview(1440, { author: actor("acme-ci") });
  const afterTwoDays = exampleReview(2880);
  expect(daysToFirstReview(pullRequest, [afterOneDay, afterTwoDays])).toBe(2);
  expect(daysToFirstReview(pullRequest, [afterOneDay])).toBeNull();
});
