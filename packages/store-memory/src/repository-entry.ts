import {
  type DirtyPullRequest,
  initialSyncState,
  type SyncState,
  type TrackedRepository,
} from "@ghsync/core";
import type { StoredPullRequest } from "./stored-pull-request.ts";

/** All that the memory store holds of one repository. */
export interface RepositoryEntry {
  repository: TrackedRepository;
  /** The name that leads here, in lower case: the repository's own, unless another entry held that first. */
  answersTo: string;
  state: SyncState;
  revision: number;
  fence: number;
  lease: { readonly owner: string; readonly expiresAt: Date } | undefined;
  readonly pullRequests: Map<number, StoredPullRequest>;
  readonly dirty: Map<number, DirtyPullRequest>;
}

/** A repository that was never synced. */
export function newRepositoryEntry(
  id: string,
  fullName: string,
  tenantId: string | null,
): RepositoryEntry {
  return {
    repository: {
      id,
      tenantId,
      fullName,
      githubId: null,
      nodeId: null,
      active: true,
      encryptedToken: null,
    },
    answersTo: fullName.toLowerCase(),
    state: initialSyncState,
    revision: 0,
    fence: 0,
    lease: undefined,
    pullRequests: new Map(),
    dirty: new Map(),
  };
}
