import type { Instant } from "../instant.ts";
import { findTeam } from "../truth/find.ts";
import { nodeIdOf } from "../truth/identifiers.ts";
import type { PullRequest, ReviewRequest } from "../truth/pull-request.ts";
import { indexOf } from "./generation.ts";
import { shaAt } from "./head.ts";
import type { CommentDraft, Scene } from "./row-history.ts";
import type { Happened, Happening } from "./story.ts";

type Effect<Told> = (scene: Scene, happening: Told, at: Instant) => void;

/** What happens to an issue's rows, clocks apart. */
export type RowEffect = Effect<Happening>;

/** What each verb does to the rows; what it does below them is made later. */
export const ROW_EFFECTS: { readonly [Verb in Happening["verb"]]: Effect<Happened<Verb>> } = {
  comment(scene, happening) {
    scene.conversation.push(draft(scene, happening));
  },
  editComment({ conversation }, { comment }, at) {
    const edited = conversation[comment];
    if (edited !== undefined) {
      edited.editedAt = at;
    }
  },
  submitReview(scene, happening) {
    scene.reviewComments.push(...happening.threads.map(() => draft(scene, happening)));
    const reviewer = scene.generation.troupe.account(happening.actor);
    onPull(scene, (pull) => {
      pull.requestedReviewers = pull.requestedReviewers.filter(
        (request) => request.reviewer !== reviewer,
      );
    });
  },
  dismissReview: () => undefined,
  replyToThread(scene, happening) {
    scene.reviewComments.push(draft(scene, happening));
  },
  resolveThread: () => undefined,
  pushCommits(scene, { commits }, at) {
    scene.commits += commits;
    onPull(scene, (pull) => {
      pull.head.sha = shaAt(scene.generation, pull, scene.commits - 1);
      markPushed(scene, at);
    });
  },
  requestReview(scene, happening) {
    onPull(scene, (pull) => {
      pull.requestedReviewers = requestsOf(scene, pull, happening);
    });
  },
  assign({ issue, generation }, { assignees }) {
    issue.assignees = assignees.map((login) => generation.troupe.account(login));
  },
  setMilestone({ issue, generation }, { milestone }) {
    issue.milestone = generation.repository.milestones.get(milestone) ?? null;
  },
  markReadyForReview(scene) {
    onPull(scene, (pull) => {
      pull.draft = false;
    });
  },
  mergePullRequest(scene, happening, at) {
    const { troupe } = scene.generation;
    onPull(scene, (pull) => {
      pull.mergedAt = at;
      pull.mergedBy = troupe.account(happening.actor);
    });
    if (scene.issue.author !== null) {
      troupe.merged(scene.issue.author, at);
    }
    markPushed(scene, at);
    close(scene, happening, at);
  },
  closePullRequest: close,
};

function onPull({ issue }: Scene, change: (pull: PullRequest) => void): void {
  if (issue.pull !== null) {
    change(issue.pull);
  }
}

function draft(
  { issue, generation }: Scene,
  { actor, atMs }: { readonly actor: string; readonly atMs: number },
): CommentDraft {
  const author = generation.troupe.account(actor);
  return { issue, author, createdMs: atMs, editedAt: null };
}

function close({ issue, generation }: Scene, { actor }: { actor: string }, at: Instant): void {
  issue.state = "closed";
  issue.closedAt = at;
  issue.closedBy = generation.troupe.account(actor);
}

/** Stories are told one after the other, though they happen side by side. */
function markPushed({ generation: { repository } }: Scene, at: Instant): void {
  if (repository.pushedAt < at) {
    repository.pushedAt = at;
  }
}

function requestsOf(
  { generation: { world, repository, troupe, spans } }: Scene,
  pull: PullRequest,
  { reviewers, teams }: Happened<"requestReview">,
): ReviewRequest[] {
  const asked = [
    ...reviewers.map((login) => troupe.account(login)),
    ...teams.map((slug) => findTeam(world, `${repository.owner.login}/${slug}`)),
  ];
  const first = spans.first("reviewRequest", indexOf(pull));
  return asked.map((reviewer, turn) => {
    const id = first + turn;
    return { type: "ReviewRequest", id, nodeId: nodeIdOf("ReviewRequest", id), pull, reviewer };
  });
}
