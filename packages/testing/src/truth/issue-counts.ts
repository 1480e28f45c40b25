import type { Issue, Milestone } from "./records.ts";

/** Counts an issue in, or out, where GitHub shows how many there are. */
export function count(issue: Issue, step: 1 | -1): void {
  issue.repository.issueCounts[issue.state] += step;
  if (issue.milestone !== null) {
    issue.milestone.counts[issue.state] += step;
  }
}

/** Opens or closes an issue. */
export function setState(issue: Issue, state: Issue["state"]): void {
  count(issue, -1);
  issue.state = state;
  count(issue, 1);
  issue.repository.issues.changed();
  issue.repository.pulls.changed();
}

/** Files an issue under a milestone, or under none. */
export function setMilestone(issue: Issue, milestone: Milestone | null): void {
  count(issue, -1);
  issue.milestone = milestone;
  count(issue, 1);
}
