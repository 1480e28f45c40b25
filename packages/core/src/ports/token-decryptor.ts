import type { TrackedRepository } from "./repository.ts";

/** What to authenticate with: a token, or any Octokit authentication strategy (for example `@octokit/auth-app`). */
export type Credential = {
  /** Stable and not secret, as it is stored: names the quota that this credential draws on, for example `installation:42`. */
  readonly credentialId: string;
  /** Ask the decryptor again from this instant on, by GitHub's clock: as GitHub tells it of the tokens that it mints. */
  readonly expiresAt?: Date;
} & (
  | { readonly token: string }
  | {
      /**
       * Octokit's `authStrategy` option. Typed loosely, since strategies differ. What it makes is kept for all runs of a `createSync` that
       * get an equal credential (the same function, and an `auth` of equal content), until `expiresAt`, or until GitHub refuses it
       * (401): so an App's token is asked for once an hour. What it throws counts as `token_undecryptable`, and is not kept; where it
       * can't reach its keys for a moment, it may throw a `GhsyncError` with `retryable: true`.
       */
      readonly authStrategy: (options: never) => unknown;
      /** Octokit's `auth` option. */
      readonly auth: unknown;
    }
);

/**
 * Turns the stored, encrypted value into a credential. The host implements it, with its own keys.
 * Throw when the value cannot be decrypted: the repository then shows `token_undecryptable` and is not retried. Of what is
 * thrown, the class and the code are kept as `cause`; the message is not, since it may quote the token.
 * To have words of yours kept, throw a `GhsyncError`, whose message holds no secret.
 *
 * Where the keys are out of reach for a moment (a KMS or a Vault is down), throw a `GhsyncError` with `retryable: true`: its code,
 * its message and its `retryAfterMs` then stand, and the repository is tried again after a growing wait.
 */
export interface TokenDecryptor {
  /**
   * Asked at the start of a run, again when the credential expires in its course, and once more for a request whose token GitHub refuses
   * (401). A host that mints tokens (an App's installation, OAuth) answers the newest one each time, by the same `credentialId`: with
   * another token the request is sent again and the run goes on; with the same one it ends as `token_refused`.
   *
   * @throws GhsyncError `transient` with `retryable: true` for what passes by itself; anything else counts as `token_undecryptable`
   * @example
   * throw new GhsyncError("transient", "The key service does not answer.", { retryable: true, cause });
   */
  decrypt(
    repository: TrackedRepository,
    options: { readonly signal?: AbortSignal | undefined },
  ): Promise<Credential>;
}
