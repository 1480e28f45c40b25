import { repoStoreContract } from "@ghsync/testing/contracts";
import { describe, expect, test } from "vitest";
import type { BrokenStore } from "./broken-store.ts";
import { brokenCatalogues } from "./broken-stores/catalogues.ts";
import { brokenChangeFeeds } from "./broken-stores/change-feeds.ts";
import { brokenChildren } from "./broken-stores/children.ts";
import { brokenCommits } from "./broken-stores/commits.ts";
import { brokenCredentialBlocks } from "./broken-stores/credential-blocks.ts";
import { brokenDirtyLists } from "./broken-stores/dirty-lists.ts";
import { brokenDueLists } from "./broken-stores/due-lists.ts";
import { brokenFences } from "./broken-stores/fences.ts";
import { brokenLeases } from "./broken-stores/leases.ts";
import { brokenLostIds } from "./broken-stores/lost-ids.ts";
import { brokenMidRuns } from "./broken-stores/mid-runs.ts";
import { brokenOddValues } from "./broken-stores/odd-values.ts";
import { brokenOrderings } from "./broken-stores/orderings.ts";
import { brokenPages } from "./broken-stores/pages.ts";
import { brokenPreciseInstants } from "./broken-stores/precise-instants.ts";
import { brokenRecords } from "./broken-stores/records.ts";
import { brokenRenewals } from "./broken-stores/renewals.ts";
import { brokenRepositoryReads } from "./broken-stores/repository-reads.ts";
import { brokenRequests } from "./broken-stores/requests.ts";
import { brokenStates } from "./broken-stores/states.ts";
import { failingCases } from "./failing-cases.ts";
import { createWholeSubject } from "./whole-subject.ts";

const brokenStores: { readonly [group: string]: readonly BrokenStore[] } = {
  catalogue: [...brokenCatalogues, ...brokenRepositoryReads, ...brokenLostIds],
  paging: brokenPages,
  "due list": brokenDueLists,
  requests: brokenRequests,
  leases: [...brokenLeases, ...brokenRenewals],
  commit: brokenCommits,
  fence: brokenFences,
  ordering: brokenOrderings,
  records: [...brokenRecords, ...brokenChangeFeeds],
  children: brokenChildren,
  "dirty list": brokenDirtyLists,
  state: brokenStates,
  "odd values": [...brokenOddValues, ...brokenPreciseInstants],
  "mid-run": brokenMidRuns,
  "credential blocks": brokenCredentialBlocks,
};

const whole = repoStoreContract(() => createWholeSubject());

test("The store that the broken ones wrap passes every case", async () => {
  expect(await failingCases(whole)).toEqual([]);
});

test("Every group has broken stores", () => {
  expect(Object.keys(brokenStores)).toEqual([...new Set(whole.map(({ group }) => group))]);
});

for (const [group, stores] of Object.entries(brokenStores)) {
  describe(group, () => {
    test("Each case is failed by one of the broken stores", () => {
      const names = whole.filter((member) => member.group === group).map(({ name }) => name);
      expect(new Set(stores.flatMap(({ fails }) => fails))).toEqual(new Set(names));
    });

    test.each(stores)("A store that $bug fails", async ({ breaks, fails }) => {
      const contract = repoStoreContract(() => createWholeSubject(breaks));
      const ofGroup = contract.filter((member) => member.group === group);
      expect(await failingCases(ofGroup)).toEqual(fails);
    });
  });
}
