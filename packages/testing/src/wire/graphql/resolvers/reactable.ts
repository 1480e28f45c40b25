import { existing } from "../../../truth/account.ts";
import type { Reaction, ReactionContent } from "../../../truth/reaction.ts";
import { byPosition, type ConnectionArgs, connect } from "../connection.ts";

/** GraphQL's words for the contents that REST spells with signs and in lower case. */
const CONTENTS: Readonly<Record<ReactionContent, string>> = {
  "+1": "THUMBS_UP",
  "-1": "THUMBS_DOWN",
  confused: "CONFUSED",
  eyes: "EYES",
  heart: "HEART",
  hooray: "HOORAY",
  laugh: "LAUGH",
  rocket: "ROCKET",
};

interface Reactable {
  readonly reactions?: readonly Reaction[];
}

/** The reactions to something. */
export const reactableFields = {
  reactions: ({ reactions = [] }: Reactable, args: ConnectionArgs) =>
    connect(
      reactions.map(({ content, account }) => ({
        type: "Reaction",
        content: CONTENTS[content],
        user: existing(account),
      })),
      args,
      byPosition,
    ),
  reactionGroups: ({ reactions = [] }: Reactable) =>
    Object.entries(CONTENTS).map(([content, name]) => {
      const given = reactions.filter((reaction) => reaction.content === content);
      const accounts = given.map(({ account }) => account);
      return {
        content: name,
        viewerHasReacted: false,
        createdAt: null,
        reactors: (args: ConnectionArgs) => connect(accounts, args, byPosition),
      };
    }),
};
