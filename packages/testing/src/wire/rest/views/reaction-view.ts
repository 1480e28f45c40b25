import type { components } from "@octokit/openapi-types";

/** The reactions to something at this address; the fake has none. */
export function reactionView(url: string): components["schemas"]["reaction-rollup"] {
  return {
    url: `${url}/reactions`,
    total_count: 0,
    "+1": 0,
    "-1": 0,
    laugh: 0,
    hooray: 0,
    confused: 0,
    heart: 0,
    rocket: 0,
    eyes: 0,
  };
}
