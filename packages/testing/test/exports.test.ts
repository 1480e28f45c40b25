import * as testing from "@ghsync/testing";
import { expect, test } from "vitest";

test("the package exports what it promises", () => {
  expect(new Set(Object.keys(testing))).toEqual(
    new Set([
      "createFakeGitHub",
      "generateRepository",
      "loadRecording",
      "repoStoreContract",
      "scheduleStoreContract",
    ]),
  );
});
