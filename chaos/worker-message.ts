import type { SyncEvent } from "@ghsync/core";

/** What a worker process is told at its start, as JSON in its first argument. */
export interface WorkerOrder {
  /** Its owner in leases, and its user agent. */
  readonly name: string;
  readonly databaseUrl: string;
  readonly githubUrl: string;
  readonly leaseMs: number;
  readonly batchSize: number;
  readonly graceMs: number;
}

/** What a worker process tells, with the instant at which it did. */
export type WorkerMessage = { readonly at: number } & (
  | { readonly kind: "ready" }
  /** It answers at once, whatever it waits for. */
  | { readonly kind: "pong" }
  | {
      readonly kind: "event";
      readonly type: SyncEvent["type"];
      readonly repositoryId: string;
      /** How a run ended, and why. */
      readonly status?: string;
      readonly code?: string;
      /** The pull request that was stored. */
      readonly number?: number;
    }
  | { readonly kind: "lease"; readonly repositoryId: string; readonly fence: number }
  /** Its lease was no longer its own when it wanted to go on. */
  | { readonly kind: "refused"; readonly by: "renewLease" | "commitPage" }
  /** It waited in a run. */
  | { readonly kind: "slept"; readonly ms: number }
);

/** One kind of message. */
export type MessageOf<K extends WorkerMessage["kind"]> = Extract<
  WorkerMessage,
  { readonly kind: K }
>;
