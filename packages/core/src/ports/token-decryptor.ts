import type { TrackedRepository } from "./repository.ts";

/**
 * What authenticates requests: a token, or any Octokit authentication strategy (for example
 * `@octokit/auth-app`).
 */
export type Credential = {
  /**
   * Names the quota of this credential, for example `installation:42`. Stable, and not secret,
   * because it is stored.
   */
  readonly credentialId: string;
  /**
   * When core calls the decryptor again, by GitHub's clock. GitHub returns it with each token that
   * it mints.
   */
  readonly expiresAt?: Date;
} & (
  | { readonly token: string }
  | {
      /**
       * Octokit's `authStrategy` option. Typed loosely, because strategies differ.
       *
       * Core keeps what it creates for all runs of a `createSync` with an equal credential (the
       * same function, and an `auth` of equal content). It keeps it until `expiresAt`, or until
       * GitHub refuses it (401), so an App's token is requested once an hour.
       *
       * An error that it throws counts as `token_undecryptable`, and is not kept. If its keys are
       * unreachable for a moment, it may throw a `GhsyncError` with `retryable: true`.
       */
      readonly authStrategy: (options: never) => unknown;
      /** Octokit's `auth` option. */
      readonly auth: unknown;
    }
);

/**
 * Decrypts the stored token into a credential. The host implements it, with its own keys.
 *
 * - If the value cannot be decrypted, throw. The repository then shows `token_undecryptable` and is
 *   not retried.
 * - If the keys are unreachable for a moment (a KMS or a Vault is down), throw a `GhsyncError` with
 *   `retryable: true`. Core keeps its code, message and `retryAfterMs`, and tries the repository
 *   again after a growing wait.
 *
 * Core keeps only the class and the code of any other error as `cause`: its message may quote the
 * token. To keep a message, throw a `GhsyncError` whose message holds no secret.
 */
export interface TokenDecryptor {
  /**
   * Returns the credential of a repository.
   *
   * Core calls it at the start of a run, again when the credential expires during the run, and once
   * more for a request whose token GitHub refuses (401). A host that mints tokens (an App's
   * installation, OAuth) returns the newest one each time, with the same `credentialId`. If the
   * token is another one, core sends the request again and the run continues. If it is the same
   * one, the run ends as `token_refused`.
   *
   * @throws GhsyncError `transient` with `retryable: true` for a temporary failure; anything else
   * counts as `token_undecryptable`
   * @example
   * throw new GhsyncError("transient", "The key service does not respond.", { retryable: true, cause });
   */
  decrypt(
    repository: TrackedRepository,
    options: { readonly signal?: AbortSignal | undefined },
  ): Promise<Credential>;
}
