import { fullNameOf, type Repository } from "./truth/records.ts";

/** A repository that was generated or loaded. */
export interface RepositorySummary {
  readonly id: number;
  readonly nodeId: string;
  /** `owner/name`. */
  readonly fullName: string;
  /** Numbers of the pull requests, ascending. */
  readonly pullRequests: readonly number[];
  /** Numbers of the plain issues, ascending. */
  readonly plainIssues: readonly number[];
}

/** Summarizes a repository as it is now. */
export function summarize(repository: Repository): RepositorySummary {
  const numbers = (pulls: boolean) =>
    repository.issues.items
      .filter(({ pull }) => (pull !== null) === pulls)
      .map(({ number }) => number);
  return {
    id: repository.id,
    nodeId: repository.nodeId,
    fullName: fullNameOf(repository),
    pullRequests: numbers(true),
    plainIssues: numbers(false),
  };
}
