import type { Actor } from "../records/actor.ts";
import { stableAvatarUrl } from "../records/avatar-url.ts";
import type { GraphQLActor } from "./graphql-shapes.ts";

/**
 * An account behind GraphQL as a record. REST writes a bot as `x[bot]`, GraphQL as `x`; the record has REST's form. As a
 * commit's author, GraphQL shows a bot as a user with that login.
 */
export function mapActor(raw: GraphQLActor): Actor {
  const isBot = raw.__typename === "Bot" || raw.login.endsWith("[bot]");
  return {
    id: raw.databaseId,
    login: isBot && !raw.login.endsWith("[bot]") ? `${raw.login}[bot]` : raw.login,
    avatarUrl: stableAvatarUrl(raw.avatarUrl),
    type: isBot ? "Bot" : raw.__typename,
  };
}
