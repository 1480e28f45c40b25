import type { components } from "@octokit/openapi-types";
import type { Team } from "../../../truth/account.ts";
import { SITE, type Urls } from "../urls.ts";

/** A team in REST. */
export function teamView(team: Team, { origin }: Urls): components["schemas"]["team-simple"] {
  const url = `${origin}/organizations/${team.organization.id}/team/${team.id}`;
  return {
    id: team.id,
    node_id: team.nodeId,
    url,
    members_url: `${url}/members{/member}`,
    name: team.name,
    description: team.description,
    permission: "pull",
    privacy: "closed",
    notification_setting: "notifications_enabled",
    html_url: `${SITE}/orgs/${team.organization.login}/teams/${team.slug}`,
    repositories_url: `${url}/repos`,
    slug: team.slug,
    type: "organization",
    organization_id: team.organization.id,
  };
}
