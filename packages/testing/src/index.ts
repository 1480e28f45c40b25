export type { Clock } from "./clock.ts";
export { createFakeGitHub } from "./create-fake-github.ts";
export type { FakeGitHub } from "./fake-github.ts";
export type { FakeGitHubOptions } from "./fake-github-options.ts";
export type {
  CachedFault,
  ClockFault,
  ConnectionFault,
  CutListFault,
  EchoFault,
  EchoForm,
  EndlessFault,
  ErrorFault,
  Fault,
  ForbiddenFault,
  ForbiddenReason,
  GraphqlFieldFault,
  GraphqlLimitFault,
  GraphqlTimeoutFault,
  RedirectFault,
  RewriteFault,
} from "./faults/fault.ts";
export type { FaultMatch, FaultRule } from "./faults/fault-rule.ts";
export type { Faults } from "./faults/faults.ts";
export { type GenerateOptions, generateRepository } from "./generate/generate-repository.ts";
export type { Ledger, LedgerEntry, LedgerSummary } from "./ledger.ts";
export type { Listening, ListenOptions } from "./listen.ts";
export { type LoadedRecording, loadRecording } from "./recording/load-recording.ts";
export type { RepositorySummary } from "./repository-summary.ts";
export type { AccessPolicy } from "./truth/account.ts";
export type { CheckConclusion } from "./truth/check.ts";
export type { JournalEntry } from "./truth/journal.ts";
export type { ReactionContent } from "./truth/reaction.ts";
export type { LockReason } from "./truth/records.ts";
export type { Truth } from "./truth/verb-table.ts";
export type { EditLabel } from "./truth/verbs/catalogue.ts";
export type { ReportCheck, ReportStatus } from "./truth/verbs/checks.ts";
export type { CommitInput, GitActorInput, PushCommits } from "./truth/verbs/commits.ts";
export type { FileInput } from "./truth/verbs/files.ts";
export type { CloseIssue, EditIssue, OpenIssue } from "./truth/verbs/issues.ts";
export type { StartReview, SubmitPendingReview } from "./truth/verbs/pending-reviews.ts";
export type { EditPullRequest, OpenPullRequest } from "./truth/verbs/pull-requests.ts";
export type { React } from "./truth/verbs/reactions.ts";
export type { CreateRepository } from "./truth/verbs/repositories.ts";
export type { ConfigureRepository } from "./truth/verbs/repository-settings.ts";
export type { SubmitReview } from "./truth/verbs/reviews.ts";
export type { FakeRequest, InterceptedRequest } from "./wire/fake-request.ts";
export type { FakeResponse, Intercept, RequestHook, ResponseHook } from "./wire/hooks.ts";
export type { LimitOptions, SecondaryLimitOptions } from "./wire/limit-options.ts";
export type { RateResource } from "./wire/rate-limit.ts";
export type { SecondaryLimitForm } from "./wire/refusals.ts";
