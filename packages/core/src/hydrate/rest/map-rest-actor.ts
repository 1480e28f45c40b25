import type { Actor } from "../../records/actor.ts";
import { stableAvatarUrl } from "../../records/avatar-url.ts";
import { actorTypes } from "../../records/github-words.ts";
import { parseId, parseWord } from "../../records/parse-value.ts";
import type { RestActor } from "./rest-shapes.ts";

/** The account that GitHub shows in place of a deleted one, in some answers; in others it shows none. */
const ghostId = 10_137;

/** An account behind REST as a record; GitHub's ghost is nobody. */
export function mapRestActor(
  raw: RestActor | Record<string, never> | null | undefined,
): Actor | null {
  if (!isActor(raw) || raw.id === ghostId) return null;
  return {
    id: parseId(raw.id),
    login: raw.login,
    avatarUrl: stableAvatarUrl(raw.avatar_url),
    type: parseWord(raw.type, actorTypes),
  };
}

// GitHub sends `{}` for a commit's author that it can't tell.
function isActor(raw: RestActor | Record<string, never> | null | undefined): raw is RestActor {
  return Boolean(raw && "login" in raw);
}
