import type { Instant } from "../instant.ts";
import type { Account } from "./account.ts";
import type { Repository } from "./repository.ts";

/** A label of a repository; issues hold the label itself, so that a rename shows everywhere. */
export interface Label {
  readonly type: "Label";
  readonly id: number;
  readonly nodeId: string;
  readonly repository: Repository;
  name: string;
  color: string;
  description: string | null;
  readonly default: boolean;
  readonly createdAt: Instant;
}

/** Issues and pull requests by state. */
export interface IssueCounts {
  open: number;
  closed: number;
}

/** A milestone of a repository. */
export interface Milestone {
  readonly type: "Milestone";
  readonly id: number;
  readonly nodeId: string;
  readonly repository: Repository;
  readonly number: number;
  readonly title: string;
  readonly description: string | null;
  readonly state: "open" | "closed";
  readonly creator: Account | null;
  readonly dueOn: Instant | null;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly closedAt: Instant | null;
  /** Issues and pull requests filed under it. */
  readonly counts: IssueCounts;
}
