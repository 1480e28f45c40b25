/** A repository that the host app wants synced. */
export interface TrackedRepository {
  /** The tracked repository's own id, given by the store: opaque, and the key of every row. */
  readonly id: string;
  /** The host's tenant; on every row. `null` where the host has none. */
  readonly tenantId: string | null;
  /** `owner/name`, as GitHub last called it. */
  readonly fullName: string;
  /** GitHub's numeric id: the identity across renames and transfers. `null` before the first contact. */
  readonly githubId: number | null;
  /** GitHub's GraphQL id. `null` before the first contact. */
  readonly nodeId: string | null;
  /** An inactive repository keeps its rows and is not synced. */
  readonly active: boolean;
  /** The host's token, as the host encrypted it. Core hands it to the `TokenDecryptor` and nowhere else. */
  readonly encryptedToken: string | null;
}

/** What a host says when it wants a repository synced. */
export interface TrackRepositoryInput {
  /** `owner/name`. `Sync.trackRepository` also takes a URL of the repository; a store is always given `owner/name`. */
  readonly fullName: string;
  /** @defaultValue null */
  readonly tenantId?: string | null | undefined;
  /** @defaultValue true for a new one; as it is for another */
  readonly active?: boolean | undefined;
  /** @defaultValue null for a new one; as it is for another */
  readonly encryptedToken?: string | null | undefined;
}
