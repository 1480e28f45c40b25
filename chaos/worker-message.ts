import type { SyncEvent } from "@ghsync/core";

/** The order of a worker process, as JSON in its first argument. */
export interface WorkerOrder {
  /** Its owner in leases, and its user agent. */
  readonly name: string;
  readonly databaseUrl: string;
  readonly githubUrl: string;
  readonly leaseMs: number;
  readonly batchSize: number;
  readonly graceMs: number;
}

/** A message of a worker process, with the instant at which it was sent. */
export type WorkerMessage = { readonly at: number } & (
  | { readonly kind: "ready" }
  /** The answer to a ping, sent at once although the worker waits. */
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
  /** A call was refused since another worker has the lease. */
  | { readonly kind: "refused"; readonly by: "renewLease" | "commitPage" }
  /** It waited in a run. */
  | { readonly kind: "slept"; readonly ms: number }
);

/** One kind of message. */
export type MessageOf<K extends WorkerMessage["kind"]> = Extract<
  WorkerMessage,
  { readonly kind: K }
>;
