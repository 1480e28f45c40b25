import { bindCases, type CaseGroups } from "../bind-cases.ts";
import type { ContractCase, ContractOptions } from "../contract-case.ts";
import { catalogueCases } from "./cases/catalogue-cases.ts";
import { changeFeedCases } from "./cases/change-feed-cases.ts";
import { childCases } from "./cases/child-cases.ts";
import { childKindCases } from "./cases/child-kind-cases.ts";
import { commitCases } from "./cases/commit-cases.ts";
import { commitRaceCases } from "./cases/commit-race-cases.ts";
import { credentialBlockCases } from "./cases/credential-block-cases.ts";
import { dirtyListCases } from "./cases/dirty-list-cases.ts";
import { dueListCases } from "./cases/due-list-cases.ts";
import { fenceCases } from "./cases/fence-cases.ts";
import { leaseCases } from "./cases/lease-cases.ts";
import { leaseRaceCases } from "./cases/lease-race-cases.ts";
import { lostIdCases } from "./cases/lost-id-cases.ts";
import { midRunCases } from "./cases/mid-run-cases.ts";
import { oddTextCases } from "./cases/odd-text-cases.ts";
import { oddValueCases } from "./cases/odd-value-cases.ts";
import { orderingCases } from "./cases/ordering-cases.ts";
import { pagingCases } from "./cases/paging-cases.ts";
import { preciseInstantCases } from "./cases/precise-instant-cases.ts";
import { recordCases } from "./cases/record-cases.ts";
import { renamingCases } from "./cases/renaming-cases.ts";
import { repositoryReadCases } from "./cases/repository-read-cases.ts";
import { requestCases } from "./cases/request-cases.ts";
import { skewedClockCases } from "./cases/skewed-clock-cases.ts";
import { stateCases } from "./cases/state-cases.ts";
import type { RepoStoreSubject } from "./repo-store-subject.ts";

const groups: CaseGroups<RepoStoreSubject> = {
  catalogue: [...catalogueCases, ...repositoryReadCases, ...renamingCases, ...lostIdCases],
  paging: pagingCases,
  "due list": dueListCases,
  requests: requestCases,
  leases: [...leaseCases, ...skewedClockCases, ...leaseRaceCases],
  commit: [...commitCases, ...commitRaceCases],
  fence: fenceCases,
  ordering: orderingCases,
  records: [...recordCases, ...changeFeedCases],
  children: [...childCases, ...childKindCases],
  "dirty list": dirtyListCases,
  state: stateCases,
  "odd values": [...oddTextCases, ...oddValueCases, ...preciseInstantCases],
  "mid-run": midRunCases,
  "credential blocks": credentialBlockCases,
};

/**
 * Creates the cases that every `RepoStore` must pass, for any test runner. Each case creates its own store, so they may run in any
 * order, or in parallel. They read no clock and send no requests. Most take milliseconds. One writes 4,500 rows, so a slow database
 * needs a longer time limit.
 *
 * @param createStore returns an empty store, and what a test may do to its data directly
 *
 * @example
 * ```ts
 * const createStore = () => {
 *   const store = createMyStore();
 *   return { store, readRows: (repositoryId) => readMyRows(repositoryId), connect: () => store };
 * };
 * const unsupported = {
 *   writeHostValue: "There is no room for a host's columns.",
 *   failCommits: "Nothing can fail here.",
 * };
 * for (const { name, run } of repoStoreContract(createStore, { unsupported })) it(name, run);
 * ```
 */
export function repoStoreContract(
  createStore: () => RepoStoreSubject | Promise<RepoStoreSubject>,
  options: ContractOptions = {},
): ContractCase[] {
  return bindCases(groups, createStore, options);
}
