import type { Actor } from "../../records/actor.ts";
import { stableAvatarUrl } from "../../records/avatar-url.ts";
import type { Shaped } from "../../records/shape.ts";
import type { restActor } from "./rest-shapes.ts";

/** The account that GitHub shows in place of a deleted one, in some answers; in others it shows none. */
const ghostId = 10_137;

/**
 * An account behind REST as a record; GitHub's ghost is `null`. Some bots go by a name of their own, such as `Copilot`;
 * GraphQL shows their app's, which stands in the address of their page.
 */
export function mapRestActor(raw: Shaped<typeof restActor> | null): Actor | null {
  if (!raw || raw.id === ghostId) return null;
  const { id, type, html_url: page } = raw;
  const app = type === "Bot" && page ? /\/apps\/([\w.-]+)$/.exec(page)?.[1] : undefined;
  const login = app === undefined ? raw.login : `${app}[bot]`;
  return { id, login, avatarUrl: stableAvatarUrl(raw.avatar_url), type };
}
