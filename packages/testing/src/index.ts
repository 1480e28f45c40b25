export type { Clock } from "./clock.ts";
export { createFakeGitHub, type FakeGitHubOptions } from "./create-fake-github.ts";
export type { FakeGitHub } from "./fake-github.ts";
export type { Ledger, LedgerEntry, LedgerSummary } from "./ledger.ts";
export type { Listening, ListenOptions } from "./listen.ts";
export type { JournalEntry } from "./truth/journal.ts";
export type { Truth } from "./truth/truth.ts";
export type { Intercept, InterceptedRequest } from "./wire/intercept.ts";
export type { RateResource } from "./wire/rate-limit.ts";
