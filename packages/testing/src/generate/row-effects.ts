import type { Instant } from "../instant.ts";
import { findTeam } from "../truth/find.ts";
import { nodeIdOf } from "../truth/identifiers.ts";
import type { PullRequest, ReviewRequest } from "../truth/pull-request.ts";
import { register } from "../truth/world.ts";
import { placeHead } from "./head.ts";
import { merge } from "./merge.ts";
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
      placeHead(scene.generation, pull, scene.commits);
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
    onPull(scene, (pull) => {
      merge(scene.generation, pull, scene.generation.troupe.account(happening.actor), at);
      markPushed(scene, at);
    });
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
  { generation: { world, repository, troupe } }: Scene,
  pull: PullRequest,
  { reviewers, teams }: Happened<"requestReview">,
): ReviewRequest[] {
  const asked = [
    ...reviewers.map((login) => troupe.account(login)),
    ...teams.map((slug) => findTeam(world, `${repository.owner.login}/${slug}`)),
  ];
  return asked.map((reviewer) => {
    const id = world.identifiers.next("reviewRequest");
    const nodeId = nodeIdOf("ReviewRequest", id);
    return register(world, { type: "ReviewRequest", id, nodeId, pull, reviewer });
  });
}
