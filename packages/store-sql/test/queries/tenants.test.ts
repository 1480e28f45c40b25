import { expect, test } from "vitest";
import {
  exampleSnapshot,
  toStore,
} from "../../../testing/src/contracts/repo-store/example/example-snapshot.ts";
import { queryDrivers, startQueries } from "./start-queries.ts";
import { trackAndCommit } from "./track-and-commit.ts";

test.each(queryDrivers)(
  "A tenant beside a repository guards it: another's is as if it were not there, on %s",
  async (driver) => {
    const { store, queries } = await startQueries(driver);
    const open = { pullRequest: { state: "open" as const } };
    const page = toStore(exampleSnapshot(1, open), exampleSnapshot(2, open));
    const tenants = ["acme", null];
    for (const tenantId of tenants) {
      const fullName = "octo/tenants";
      const repositoryId = await trackAndCommit(store, { fullName, tenantId }, page);
      for (const asked of ["acme", null, "umbrella"]) {
        const guard = { tenantId: asked };
        const scope = { repositoryId, ...guard };
        const numbers = asked === tenantId ? [1, 2] : [];
        const listed = await queries.listPullRequests({ ...scope, order: "created" });
        expect(listed.items.map((item) => item.pullRequest.number)).toEqual(numbers.toReversed());
        const awaitingReviewer = "robot[bot]";
        const awaited = await queries.listPullRequests({ ...scope, awaitingReviewer });
        expect(awaited.items).toHaveLength(numbers.length);
        const read = await queries.readPullRequests(repositoryId, [1, 2], guard);
        expect(read.map(({ pullRequest }) => pullRequest.number)).toEqual(numbers);
        const one = await queries.readPullRequest(repositoryId, 1, guard);
        expect(one?.pullRequest.number).toBe(numbers[0]);
        const changes = await queries.listChanges(repositoryId, guard);
        expect(changes.map(({ number }) => number)).toEqual(numbers);
      }
    }
  },
);
