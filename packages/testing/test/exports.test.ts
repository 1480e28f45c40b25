import * as testing from "@ghsync/testing";
import * as contracts from "@ghsync/testing/contracts";
import { expect, test } from "vitest";

test("the package exports what it promises", () => {
  expect(new Set(Object.keys(testing))).toEqual(
    new Set(["createFakeGitHub", "generateRepository", "loadRecording"]),
  );
  expect(new Set(Object.keys(contracts))).toEqual(
    new Set([
      "repoStoreContract",
      "scheduleStoreContract",
      "schedulerContract",
      "tokenDecryptorContract",
    ]),
  );
});
