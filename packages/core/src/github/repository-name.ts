import { GhsyncError } from "../errors/ghsync-error.ts";

/** The two halves of `owner/name`. */
export interface RepositoryName {
  readonly owner: string;
  readonly name: string;
}

// GitHub's own limits: logins of 39 characters (managed users add `_shortcode`), names of 100.
const pattern = /^(?<owner>[A-Za-z0-9](?:[A-Za-z0-9_-]{0,99}))\/(?<name>[A-Za-z0-9._-]{1,100})$/;

/**
 * Takes `owner/name` apart.
 * @throws GhsyncError `config_invalid` for anything else, an URL included
 */
export function parseRepositoryName(fullName: string): RepositoryName {
  const { owner, name } = (typeof fullName === "string" && pattern.exec(fullName)?.groups) || {};
  if (!owner || !name || name === "." || name === "..") {
    throw new GhsyncError(
      "config_invalid",
      `${JSON.stringify(fullName)} is not a repository name: write owner/name, for example octokit/core.js.`,
      { userActionable: true },
    );
  }
  return { owner, name };
}
