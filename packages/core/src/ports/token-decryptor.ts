import type { TrackedRepository } from "./repository.ts";

/** What to authenticate with: a token, or any Octokit authentication strategy (for example `@octokit/auth-app`). */
export type Credential = {
  /** Stable and not secret: names the quota that this credential draws on, for example `installation:42`. */
  readonly credentialId: string;
  /** Ask the decryptor again from this instant on. */
  readonly expiresAt?: Date;
} & (
  | { readonly token: string }
  | {
      /** Octokit's `authStrategy` option. Typed loosely, since strategies differ. */
      readonly authStrategy: (options: never) => unknown;
      /** Octokit's `auth` option. */
      readonly auth: unknown;
    }
);

/**
 * Turns the stored, encrypted value into a credential. The host implements it, with its own keys.
 * Throw when the value cannot be decrypted: the repository then shows `token_undecryptable` and is not retried. What is
 * thrown is kept as `cause` and is never logged or stored, so it need not be, but should be, free of secrets.
 */
export interface TokenDecryptor {
  /** Asked at the start of a run, and again when the credential expires in its course. */
  decrypt(
    repository: TrackedRepository,
    options: { readonly signal?: AbortSignal | undefined },
  ): Promise<Credential>;
}
