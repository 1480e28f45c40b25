import { hash } from "node:crypto";

/** Where each kind's ids begin: apart from each other, and beyond 32 bits where GitHub's are. */
const FIRST_IDS = {
  account: 1_000,
  team: 4_000_000,
  repository: 700_000_000,
  label: 5_100_000_000,
  milestone: 9_400_000,
  issue: 3_200_000_000,
  pullRequest: 2_900_000_000,
  issueComment: 3_600_000_000,
  review: 3_400_000_000,
  thread: 60_000_000,
  reviewComment: 2_400_000_000,
  reviewRequest: 1_700_000_000,
  commit: 1,
  check: 38_000_000_000,
} as const;

/** A sequence of ids. */
export type IdentifierKind = keyof typeof FIRST_IDS;

/** Hands out ids; the same calls in the same order give the same ids. */
export interface Identifiers {
  next(kind: IdentifierKind): number;
  /** Hands out this many in a row and returns the first. */
  take(kind: IdentifierKind, count: number): number;
  /** Marks a recorded id as taken. */
  reserve(kind: IdentifierKind, id: number): void;
}

/** Creates the sequences at their beginning. */
export function createIdentifiers(): Identifiers {
  const upcoming: Record<IdentifierKind, number> = { ...FIRST_IDS };
  return {
    next: (kind) => upcoming[kind]++,
    take(kind, count) {
      const first = upcoming[kind];
      upcoming[kind] += count;
      return first;
    },
    reserve(kind, id) {
      upcoming[kind] = Math.max(upcoming[kind], id + 1);
    },
  };
}

/** GitHub's prefix for each type of node id. Source: "Using global node IDs". */
const NODE_PREFIXES = {
  User: "U",
  Bot: "BOT",
  Organization: "O",
  Mannequin: "M",
  Team: "T",
  Repository: "R",
  Label: "LA",
  Milestone: "MI",
  Issue: "I",
  IssueComment: "IC",
  PullRequest: "PR",
  PullRequestReview: "PRR",
  PullRequestReviewThread: "PRRT",
  PullRequestReviewComment: "PRRC",
  ReviewRequest: "RR",
  Commit: "C",
} as const;

/** An opaque node id that is always the same for a type and an id. */
export function nodeIdOf(type: keyof typeof NODE_PREFIXES, id: number | string): string {
  return `${NODE_PREFIXES[type]}_kwDO${Buffer.from(`${type}:${id}`).toString("base64url")}`;
}

/** The kind and id that a node id of {@link nodeIdOf} was made of. */
export function readNodeId(nodeId: string): { type: string; id: number } | undefined {
  const packed = nodeId.split("_kwDO")[1] ?? "";
  const [type = "", id = ""] = Buffer.from(packed, "base64url").toString().split(":");
  return /^\d+$/.test(id) ? { type, id: Number(id) } : undefined;
}

/** A git object name that is always the same for a seed. */
export function shaOf(seed: string): string {
  return hash("sha1", seed);
}
