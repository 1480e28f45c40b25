import type { components } from "@octokit/openapi-types";
import { type Account, existing, restLogin, type Team } from "../../../truth/account.ts";
import { oncePerRequest } from "../per-request.ts";
import { SITE, type Urls } from "../urls.ts";
import { type RecordableView, recordable } from "./recordable.ts";

type SimpleUser = components["schemas"]["simple-user"];

/** An account in REST; a deleted one is `null`. */
export function userView(account: Account | null, urls: Urls): SimpleUser | null {
  const present = existing(account);
  return present === null ? null : presentUserView(present, urls);
}

/** An account in REST that is known to exist. */
export const presentUserView: RecordableView<Account, SimpleUser> = recordable(
  oncePerRequest(buildUserView),
);

function buildUserView(account: Account, { origin }: Urls): SimpleUser {
  const login = restLogin(account);
  const url = `${origin}/users/${encodeURIComponent(login)}`;
  const page = account.type === "Bot" ? `apps/${account.login}` : login;
  return {
    login,
    id: account.id,
    node_id: account.nodeId,
    avatar_url: account.avatarUrl,
    gravatar_id: "",
    url,
    html_url: `${SITE}/${page}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: account.type,
    site_admin: false,
  };
}

/** Accounts in REST, without the deleted ones. */
export function userViews(accounts: readonly Account[], urls: Urls): SimpleUser[] {
  return accounts
    .filter((account) => !account.deleted)
    .map((account) => presentUserView(account, urls));
}

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
