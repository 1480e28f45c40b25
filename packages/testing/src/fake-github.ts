import type { Clock } from "./clock.ts";
import type { Faults } from "./faults/faults.ts";
import type { Ledger } from "./ledger.ts";
import type { Listening, ListenOptions } from "./listen.ts";
import type { JournalEntry } from "./truth/journal.ts";
import type { Truth } from "./truth/verb-table.ts";
import type { Intercept, RequestHook, ResponseHook } from "./wire/hooks.ts";
import type { RateResource } from "./wire/rate-limit.ts";

/** A GitHub of one's own: a truth to change, and REST and GraphQL to read it by. */
export interface FakeGitHub {
  /** Every stamp, `Date` header and limit goes by it. Stands still until it is moved. */
  readonly clock: Clock;
  /** Changes what is true. */
  readonly truth: Truth;
  /** Answers in process, whatever the origin: REST at `/...`, GraphQL at `POST /graphql`. */
  readonly fetch: typeof fetch;
  /** Answers over HTTP on 127.0.0.1. */
  listen(options?: ListenOptions): Promise<Listening>;
  /** Every call so far, and what it cost. */
  readonly ledger: Ledger;
  /**
   * Every verb so far, as JSON. What a generator or a recording brought is not in it: that is made
   * again from its seed or its file.
   */
  readonly journal: readonly JournalEntry[];
  /**
   * Does the verbs of a journal again, at the instants they were done; they join this journal. A clock
   * that wasn't injected follows, so that what happens next isn't earlier.
   */
  replay(entries: readonly JournalEntry[]): void;
  /** Lets a function answer in GitHub's place. Returns what takes it out again. */
  intercept(answer: Intercept): () => void;
  /** Lets things go wrong: by rule, or by seed. */
  readonly faults: Faults;
  /** Calls a function before each request is answered. Returns what takes it out again. */
  onRequest(hook: RequestHook): () => void;
  /** Calls a function with each answer before it leaves. Returns what takes it out again. */
  onResponse(hook: ResponseHook): () => void;
  /** Lets a token be good until an instant, then 401. @defaultValue now */
  revokeToken(token: string, at?: Date): void;
  /** Leaves everybody this many REST requests, searches or GraphQL points, until the window ends. */
  setRemaining(resource: RateResource, remaining: number): void;
}
