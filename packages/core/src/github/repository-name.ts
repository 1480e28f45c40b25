import { GhsyncError } from "../errors/ghsync-error.ts";

/** The two halves of `owner/name`. */
export interface RepositoryName {
  readonly owner: string;
  readonly name: string;
}

// GitHub's own limits: logins of 39 characters (managed users add `_shortcode`), names of 100.
const pattern = /^(?<owner>[A-Za-z0-9](?:[A-Za-z0-9_-]{0,99}))\/(?<name>[A-Za-z0-9._-]{1,100})$/;

/** Whether a value is exactly `owner/name`, as GitHub allows names to be. */
export function isRepositoryName(value: unknown): value is string {
  return typeof value === "string" && partsOf(value) !== undefined;
}

/**
 * Takes `owner/name` apart.
 * @throws GhsyncError `config_invalid` for anything else, an URL included
 */
export function parseRepositoryName(fullName: string): RepositoryName {
  const parts = typeof fullName === "string" ? partsOf(fullName) : undefined;
  if (!parts) {
    throw new GhsyncError(
      "config_invalid",
      `${JSON.stringify(fullName)} is not a repository name: write owner/name, for example octokit/core.js.`,
      { userActionable: true },
    );
  }
  return parts;
}

function partsOf(fullName: string): RepositoryName | undefined {
  const { owner, name } = pattern.exec(fullName)?.groups ?? {};
  return owner && name && name !== "." && name !== ".." ? { owner, name } : undefined;
}
