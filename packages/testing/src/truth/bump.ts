import type { Instant } from "../instant.ts";
import { keepIssue } from "./keep.ts";
import type { Issue, Repository } from "./records.ts";
import type { World } from "./world.ts";

/** Which of a pull request's two clocks a verb moves. */
export type Bump = "both" | "issue" | "pullRequest" | "none";

/** What a push to their base moves of open pull requests, where it moves anything. */
const BASE_PUSH_BUMP: Bump = "pullRequest";

/** Moves the clocks of the open pull requests that go to a branch, in a world where a push does so. */
export function bumpBase(world: World, repository: Repository, branch: string, at: Instant): void {
  if (!world.bumpOnBasePush) {
    return;
  }
  for (const { issue, base } of repository.pulls.items) {
    if (issue.state === "open" && base.ref === branch) {
      keepIssue(world, issue);
      bump(issue, BASE_PUSH_BUMP, at, world.coupledClocks);
    }
  }
}

/** Moves the clocks of an issue, or of a pull request through its issue. */
export function bump(issue: Issue, clocks: Bump, at: Instant, coupled: boolean): void {
  const { pull, repository } = issue;
  const moved = coupled && pull !== null && clocks !== "none" ? "both" : clocks;
  if (moved === "both" || moved === "issue") {
    issue.updatedAt = at;
    repository.issues.changed();
  }
  if (pull !== null && (moved === "both" || moved === "pullRequest")) {
    pull.updatedAt = at;
    repository.pulls.changed();
  }
}
