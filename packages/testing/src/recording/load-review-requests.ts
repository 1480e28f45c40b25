import type { Team } from "../truth/account.ts";
import { nodeIdOf } from "../truth/identifiers.ts";
import type { PullRequest } from "../truth/records.ts";
import { register } from "../truth/world.ts";
import { loadUser } from "./load-accounts.ts";
import type { Loading } from "./loading.ts";
import type { RecordedPull, RecordedTeam } from "./recording.ts";

/** Brings the reviewers that a pull request waits for into the world, people before teams. */
export function loadReviewRequests(
  loading: Loading,
  pull: PullRequest,
  { requested_reviewers: people = [], requested_teams: teams = [] }: RecordedPull,
): void {
  const { world } = loading;
  const reviewers = [
    ...people.map((user) => loadUser(loading, user)),
    ...teams.map((team) => loadTeam(loading, pull, team)),
  ];
  pull.requestedReviewers = reviewers.map((reviewer) => {
    const id = world.identifiers.next("reviewRequest");
    const nodeId = nodeIdOf("ReviewRequest", id);
    return register(world, { type: "ReviewRequest", id, nodeId, pull, reviewer });
  });
}

function loadTeam({ world }: Loading, { issue }: PullRequest, recorded: RecordedTeam): Team {
  const { owner, createdAt } = issue.repository;
  const key = `${owner.login}/${recorded.slug}`.toLowerCase();
  const known = world.teams.get(key);
  if (known !== undefined) {
    return known;
  }
  world.identifiers.reserve("team", recorded.id);
  const team: Team = {
    type: "Team",
    id: recorded.id,
    nodeId: recorded.node_id ?? nodeIdOf("Team", recorded.id),
    organization: owner,
    slug: recorded.slug,
    name: recorded.name,
    description: recorded.description ?? null,
    createdAt,
  };
  world.teams.set(key, team);
  return register(world, team);
}
