import { nodeIdOf } from "../truth/identifiers.ts";
import type { Issue, Label } from "../truth/records.ts";
import { type Generation, indexOf } from "./generation.ts";
import { instantOf } from "./instant-of.ts";
import { assignableProperties } from "./lazy-properties.ts";
import { description } from "./prose.ts";
import type { Timeline } from "./timeline.ts";

/** Creates the rows of issues as they are opened. */
export function createIssueRows({ world, repository, plan, accounts }: Generation) {
  const lazy = assignableProperties<Issue>({
    nodeId: ({ id, pull }) => pull?.nodeId ?? nodeIdOf("Issue", id),
    body: (issue) => description(plan.random(indexOf(issue), "body")),
  });
  return (index: number, timeline: Timeline): Issue => {
    const id = world.identifiers.next("issue");
    const author = accounts.account(timeline.author);
    const at = instantOf(timeline.openedMs);
    const row: Omit<Issue, "body" | "nodeId"> = {
      type: "Issue",
      repository,
      id,
      number: index + 1,
      author,
      authorAssociation: accounts.associationAt(author, at),
      createdAt: at,
      title: timeline.title,
      state: "open",
      stateReason: null,
      closedAt: null,
      closedBy: null,
      locked: false,
      lastEditedAt: null,
      labels: timeline.labels.flatMap((name): Label[] => {
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
