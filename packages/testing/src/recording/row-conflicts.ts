import type { Recording } from "./recording.ts";

/** What a pull request's row and its issue's row have in common, but for their clocks. */
const SHARED = [
  "title",
  "body",
  "state",
  "locked",
  "created_at",
  "closed_at",
  "user",
  "author_association",
  "labels",
  "assignees",
  "milestone",
] as const;

/** Pull requests whose issue row says something else in what both rows tell, as `number field`. */
export function rowConflicts({ pulls, issues }: Recording): string[] {
  const byNumber = new Map(issues.map((issue) => [issue.number, issue]));
  return pulls.flatMap((pull) => {
    const issue = byNumber.get(pull.number);
    return SHARED.filter(
      (key) =>
        issue?.[key] !== undefined &&
        pull[key] !== undefined &&
        JSON.stringify(issue[key] || null) !== JSON.stringify(pull[key] || null),
    ).map((key) => `#${pull.number} ${key}`);
  });
}
