import type { Actor, RequestedReviewer } from "../records/actor.ts";
import { stableAvatarUrl } from "../records/avatar-url.ts";
import { actorTypes } from "../records/github-words.ts";
import { parseWord } from "../records/parse-value.ts";
import type { RawActor, RawTeam } from "./graphql-shapes.ts";

/** An account behind GraphQL as a record. REST writes a bot as `x[bot]`, GraphQL as `x`; the record has REST's form. */
export function mapActor(raw: RawActor | null | undefined): Actor | null {
  if (!raw) return null;
  const type = parseWord(raw.__typename, actorTypes);
  const isPlainBot = type === "Bot" && !raw.login.endsWith("[bot]");
  return {
    id: raw.databaseId ?? null,
    login: isPlainBot ? `${raw.login}[bot]` : raw.login,
    avatarUrl: stableAvatarUrl(raw.avatarUrl),
    type,
  };
}

/** A requested reviewer; `null` for a team that the credential may not see. */
export function mapRequestedReviewer(raw: RawActor | RawTeam | null): RequestedReviewer | null {
  if (!raw) return null;
  if (isTeam(raw)) return { kind: "team", id: raw.databaseId, slug: raw.slug, name: raw.name };
  const actor = mapActor(raw);
  return actor && { kind: "actor", ...actor };
}

function isTeam(raw: RawActor | RawTeam): raw is RawTeam {
  return raw.__typename === "Team";
}
