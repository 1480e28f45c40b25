/** A repository that the host app wants synced. */
export interface TrackedRepository {
  /** The store's id of the repository: opaque, and the key of every row. */
  readonly id: string;
  /** The host's tenant, stored in every row. `null` if the host has none. */
  readonly tenantId: string | null;
  /** `owner/name`, as GitHub last reported it. */
  readonly fullName: string;
  /**
   * GitHub's numeric id, which stays across renames and transfers. `null` before the first contact.
   */
  readonly githubId: number | null;
  /** GitHub's GraphQL id. `null` before the first contact. */
  readonly nodeId: string | null;
  /** An inactive repository keeps its rows and is not synced. */
  readonly active: boolean;
  /** The token, encrypted by the host. Core passes it to the `TokenDecryptor` and nowhere else. */
  readonly encryptedToken: string | null;
}

/** What a host passes to track a repository. */
export interface TrackRepositoryInput {
  /**
   * `owner/name`. `Sync.trackRepository` also accepts a URL of the repository; a store always gets
   * `owner/name`.
   */
  readonly fullName: string;
  /** @defaultValue null */
  readonly tenantId?: string | null | undefined;
  /** @defaultValue true for a new repository; unchanged for a tracked one */
  readonly active?: boolean | undefined;
  /** @defaultValue null for a new repository; unchanged for a tracked one */
  readonly encryptedToken?: string | null | undefined;
}
