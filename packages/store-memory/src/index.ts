export { createMemoryStore, type MemoryStore } from "./create-memory-store.ts";
export type { StoredPullRequest } from "./merge-snapshot.ts";
