import type { components } from "@octokit/openapi-types";
import type { Reaction, ReactionContent } from "../../../truth/reaction.ts";

/** The reactions to something at this address. */
export function reactionView(
  url: string,
  reactions: readonly Reaction[] = [],
): components["schemas"]["reaction-rollup"] {
  const count = (content: ReactionContent) =>
    reactions.filter((reaction) => reaction.content === content).length;
  return {
    url: `${url}/reactions`,
    total_count: reactions.length,
    "+1": count("+1"),
    "-1": count("-1"),
    laugh: count("laugh"),
    hooray: count("hooray"),
    confused: count("confused"),
    heart: count("heart"),
    rocket: count("rocket"),
    eyes: count("eyes"),
  };
}
