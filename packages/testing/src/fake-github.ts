import type { Clock } from "./clock.ts";
import type { Faults } from "./faults/faults.ts";
import type { Ledger } from "./ledger.ts";
import type { Listening, ListenOptions } from "./listen.ts";
import type { JournalEntry } from "./truth/journal.ts";
import type { Truth } from "./truth/verb-table.ts";
import type { Intercept, RequestHook, ResponseHook } from "./wire/hooks.ts";
import type { RateResource } from "./wire/rate-limit.ts";

/** A fake GitHub: a truth that tests change, and REST and GraphQL that read it. */
export interface FakeGitHub {
  /** The clock of every stamp, `Date` header and limit. It stands still until it is moved. */
  readonly clock: Clock;
  /** Changes what is true. */
  readonly truth: Truth;
  /** Sends a request in process, for any origin: REST at `/...`, GraphQL at `POST /graphql`. */
  readonly fetch: typeof fetch;
  /** Serves the same over HTTP on 127.0.0.1. */
  listen(options?: ListenOptions): Promise<Listening>;
  /** Every call so far, and what it cost. */
  readonly ledger: Ledger;
  /**
   * Every verb so far, as JSON. Generated repositories and recordings are not in it: make them again
   * from their seed or file.
   */
  readonly journal: readonly JournalEntry[];
  /**
   * Repeats the verbs of a journal at their instants, and appends them to this journal. The clock moves
   * with them, unless it is the host's.
   */
  replay(entries: readonly JournalEntry[]): void;
  /** Adds a function that answers instead of GitHub. Returns a function that removes it. */
  intercept(answer: Intercept): () => void;
  /** Adds faults: by rule, or at random by seed. */
  readonly faults: Faults;
  /** Adds a hook that is called before each answer. Returns a function that removes it. */
  onRequest(hook: RequestHook): () => void;
  /** Adds a hook that is called with each answer before it is sent. Returns a function that removes it. */
  onResponse(hook: ResponseHook): () => void;
  /** Revokes a token at an instant: its requests are answered 401 from then on. @defaultValue now */
  revokeToken(token: string, at?: Date): void;
  /** Leaves each identity this many REST requests, searches or GraphQL points until its window ends. */
  setRemaining(resource: RateResource, remaining: number): void;
}
