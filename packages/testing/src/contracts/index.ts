export type { ContractCase, ContractOptions } from "./contract-case.ts";
export { repoStoreContract } from "./repo-store/repo-store-contract.ts";
export type {
  RepoStoreSubject,
  StoredChildRow,
  StoredPullRequestRow,
  StoredRow,
} from "./repo-store/repo-store-subject.ts";
export { scheduleStoreContract } from "./schedule-store/schedule-store-contract.ts";
export type { ScheduleStoreSubject } from "./schedule-store/schedule-store-subject.ts";
export { schedulerContract } from "./scheduler/scheduler-contract.ts";
export type { SchedulerSubject } from "./scheduler/scheduler-subject.ts";
export { tokenDecryptorContract } from "./token-decryptor/token-decryptor-contract.ts";
export type { TokenDecryptorSubject } from "./token-decryptor/token-decryptor-subject.ts";
