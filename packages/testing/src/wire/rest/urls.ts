import { fullNameOf, type Issue, type Repository } from "../../truth/records.ts";

/** Where things are: API addresses on the origin that was asked, pages on github.com. */
export interface Urls {
  readonly origin: string;
  /** `https://api.github.com/repos/o/r` + path. */
  repo(repository: Repository, path?: string): string;
  /** `https://github.com/o/r` + path. */
  html(repository: Repository, path?: string): string;
  /** The page of an issue or pull request. */
  htmlIssue(issue: Issue): string;
}

/** The site that people see. */
export const SITE = "https://github.com";

/** Creates the addresses for one origin. */
export function createUrls(origin: string): Urls {
  const html = (repository: Repository, path = "") => `${SITE}/${fullNameOf(repository)}${path}`;
  return {
    origin,
    repo: (repository, path = "") => `${origin}/repos/${fullNameOf(repository)}${path}`,
    html,
    htmlIssue: ({ repository, number, pull }) =>
      html(repository, `/${pull === null ? "issues" : "pull"}/${number}`),
  };
}
