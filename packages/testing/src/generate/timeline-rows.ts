import type { Instant } from "../instant.ts";
import type { Account } from "../truth/account.ts";
import { bump } from "../truth/bump.ts";
import { BUMPS } from "../truth/bump-table.ts";
import { findTeam } from "../truth/find.ts";
import { nodeIdOf } from "../truth/identifiers.ts";
import type { Issue, PullRequest, ReviewRequest } from "../truth/records.ts";
import { shaAt } from "./generated-commits.ts";
import { type Generation, indexOf } from "./generation.ts";
import { instantOf } from "./instant-of.ts";
import type { EventOf, Timeline, TimelineEvent } from "./timeline.ts";

/** A comment of any kind before it has an id, which goes by the order of creation. */
export interface CommentDraft {
  readonly issue: Issue;
  readonly author: Account;
  readonly createdMs: number;
  editedAt: Instant | null;
}

/** An issue while the events of its timeline change its rows. */
export interface TimelineRows {
  readonly generation: Generation;
  readonly issue: Issue;
  readonly conversation: CommentDraft[];
  readonly reviewComments: CommentDraft[];
  /** Commits of the pull request so far. */
  commits: number;
}

/** Applies a timeline to the rows of an issue, and drafts its comments. */
export function applyTimeline(
  generation: Generation,
  issue: Issue,
  timeline: Timeline,
): TimelineRows {
  const commits = timeline.change?.commits ?? 0;
  const rows: TimelineRows = { generation, issue, conversation: [], reviewComments: [], commits };
  const { coupledClocks } = generation.world;
  for (const event of timeline.events) {
    const at = instantOf(event.atMs);
    const effect = ROW_EFFECTS[event.verb] as RowEffect;
    effect(rows, event, at);
    bump(issue, BUMPS[event.verb], at, coupledClocks);
  }
  return rows;
}

type Effect<Event> = (rows: TimelineRows, event: Event, at: Instant) => void;

/** Changes an issue's rows, but not its clocks. */
type RowEffect = Effect<TimelineEvent>;

/** What each verb does to the rows. Reviews, threads, commits and files are made later. */
const ROW_EFFECTS: { readonly [Verb in TimelineEvent["verb"]]: Effect<EventOf<Verb>> } = {
  comment(rows, event) {
    rows.conversation.push(draft(rows, event));
  },
  editComment({ conversation }, { comment }, at) {
    const edited = conversation[comment];
    if (edited !== undefined) {
      edited.editedAt = at;
    }
  },
  submitReview(rows, event) {
    rows.reviewComments.push(...event.threads.map(() => draft(rows, event)));
    const reviewer = rows.generation.accounts.account(event.actor);
    onPull(rows, (pull) => {
      pull.requestedReviewers = pull.requestedReviewers.filter(
        (request) => request.reviewer !== reviewer,
      );
    });
  },
  dismissReview: () => undefined,
  replyToThread(rows, event) {
    rows.reviewComments.push(draft(rows, event));
  },
  resolveThread: () => undefined,
  pushCommits(rows, { commits }, at) {
    rows.commits += commits;
    onPull(rows, (pull) => {
      pull.head.sha = shaAt(rows.generation, pull, rows.commits - 1);
      markPushed(rows, at);
    });
  },
  requestReview(rows, event) {
    onPull(rows, (pull) => {
      pull.requestedReviewers = requestsOf(rows, pull, event);
    });
  },
  assign({ issue, generation }, { assignees }) {
    issue.assignees = assignees.map((login) => generation.accounts.account(login));
  },
  setMilestone({ issue, generation }, { milestone }) {
    issue.milestone = generation.repository.milestones.get(milestone) ?? null;
  },
  markReadyForReview(rows) {
    onPull(rows, (pull) => {
      pull.draft = false;
    });
  },
  mergePullRequest(rows, event, at) {
    const { accounts } = rows.generation;
    onPull(rows, (pull) => {
      pull.mergedAt = at;
      pull.mergedBy = accounts.account(event.actor);
    });
    if (rows.issue.author !== null) {
      accounts.merged(rows.issue.author, at);
    }
    markPushed(rows, at);
    close(rows, event, at);
  },
  closePullRequest: close,
};

function onPull({ issue }: TimelineRows, change: (pull: PullRequest) => void): void {
  if (issue.pull !== null) {
    change(issue.pull);
  }
}

function draft(
  { issue, generation }: TimelineRows,
  { actor, atMs }: { readonly actor: string; readonly atMs: number },
): CommentDraft {
  const author = generation.accounts.account(actor);
  return { issue, author, createdMs: atMs, editedAt: null };
}

function close(
  { issue, generation }: TimelineRows,
  { actor }: { actor: string },
  at: Instant,
): void {
  issue.state = "closed";
  issue.closedAt = at;
  issue.closedBy = generation.accounts.account(actor);
}

/** Timelines are applied one after the other, although their events overlap in time. */
function markPushed({ generation: { repository } }: TimelineRows, at: Instant): void {
  if (repository.pushedAt < at) {
    repository.pushedAt = at;
  }
}

function requestsOf(
  { generation: { world, repository, accounts, spans } }: TimelineRows,
  pull: PullRequest,
  { reviewers, teams }: EventOf<"requestReview">,
): ReviewRequest[] {
  const asked = [
    ...reviewers.map((login) => accounts.account(login)),
    ...teams.map((slug) => findTeam(world, `${repository.owner.login}/${slug}`)),
  ];
  const first = spans.first("reviewRequest", indexOf(pull));
  return asked.map((reviewer, turn) => {
    const id = first + turn;
    return { type: "ReviewRequest", id, nodeId: nodeIdOf("ReviewRequest", id), pull, reviewer };
  });
}
