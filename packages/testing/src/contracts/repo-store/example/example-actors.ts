import type { Actor } from "@ghsync/core";

/** A person. */
export const octocat: Actor = {
  id: 583231,
  login: "octocat",
  avatarUrl: "https://avatars.example/u/583231",
  type: "User",
};

/** A bot whose id GitHub does not tell. */
export const robot: Actor = { id: null, login: "robot[bot]", avatarUrl: null, type: "Bot" };
