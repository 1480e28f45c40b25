import type { SyncClientOptions, SyncOptions } from "./sync-options.ts";

/** The options of `createSync`, and of its `github`. */
export const optionNames: { readonly [N in keyof SyncOptions]-?: true } = {
  store: true,
  decryptor: true,
  scheduler: true,
  github: true,
  kinds: true,
  overlapMs: true,
  settleMs: true,
  pageSize: true,
  batchSize: true,
  historyDays: true,
  api: true,
  leaseMs: true,
  maxDurationMs: true,
  resyncAfterMs: true,
  spreadMs: true,
  owner: true,
  onEvent: true,
};

export const clientOptionNames: { readonly [N in keyof SyncClientOptions]-?: true } = {
  baseUrl: true,
  fetch: true,
  requestTimeoutMs: true,
  maxResponseBytes: true,
  retries: true,
  userAgent: true,
  log: true,
  now: true,
  sleep: true,
  random: true,
  reserve: true,
};
