import { nodeIdOf } from "../truth/identifiers.ts";
import type { Issue } from "../truth/issue.ts";
import type { Label } from "../truth/label.ts";
import { type Generation, indexOf, instantOf } from "./generation.ts";
import { assignableProperties } from "./lazy-properties.ts";
import { description } from "./prose.ts";
import type { Story } from "./story.ts";

/** Creates the rows of issues as they are opened; a pull request passes its own node id. */
export function createIssueRows({ world, repository, plot, troupe }: Generation) {
  const lazy = assignableProperties<Issue>({
    body: (issue) => description(plot.random(indexOf(issue), "body")),
  });
  return (index: number, story: Story, pullNodeId?: string): Issue => {
    const id = world.identifiers.next("issue");
    const author = troupe.account(story.author);
    const at = instantOf(story.openedMs);
    const row: Omit<Issue, "body"> = {
      type: "Issue",
      repository,
      id,
      nodeId: pullNodeId ?? nodeIdOf("Issue", id),
      number: index + 1,
      author,
      authorAssociation: troupe.associationAt(author, at),
      createdAt: at,
      title: story.title,
      state: "open",
      stateReason: null,
      closedAt: null,
      closedBy: null,
      locked: false,
      lastEditedAt: null,
      labels: story.labels.flatMap((name): Label[] => {
        const label = repository.labels.get(name);
        return label === undefined ? [] : [label];
      }),
      assignees: [],
      milestone: null,
      comments: [],
      updatedAt: at,
      pull: null,
    };
    return Object.defineProperties(row as Issue, lazy);
  };
}
