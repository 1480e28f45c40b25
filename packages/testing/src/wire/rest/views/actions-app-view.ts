import type { components } from "@octokit/openapi-types";
import type { Account } from "../../../truth/account.ts";
import { nodeIdOf } from "../../../truth/identifiers.ts";
import { SITE, type Urls } from "../urls.ts";
import { presentUserView } from "./user-view.ts";

const OWNER: Account = {
  type: "Organization",
  id: 9919,
  nodeId: nodeIdOf("Organization", 9919),
  login: "github",
  name: "GitHub",
  email: null,
  avatarUrl: "https://avatars.githubusercontent.com/u/9919?v=4",
  createdAt: "2008-05-11T04:37:31Z",
  deleted: false,
};

/** The picture of GitHub Actions. */
export const ACTIONS_AVATAR = "https://avatars.githubusercontent.com/in/15368?v=4";

/** The app that GitHub Actions reports as. */
export function actionsAppView(
  urls: Urls,
): NonNullable<components["schemas"]["nullable-integration"]> {
  return {
    id: 15368,
    slug: "github-actions",
    node_id: "MDM6QXBwMTUzNjg=",
    owner: presentUserView(OWNER, urls),
    name: "GitHub Actions",
    description: "Automate your workflow from idea to production",
    external_url: "https://help.github.com/en/actions",
    html_url: `${SITE}/apps/github-actions`,
    created_at: "2018-07-30T09:30:17Z",
    updated_at: "2025-03-07T16:35:00Z",
    permissions: { checks: "write", metadata: "read", statuses: "write" },
    events: ["check_run", "check_suite", "push"],
  };
}
