import { githubTroubles } from "./github-troubles.ts";
import { hostTroubles } from "./host-troubles.ts";
import type { Trouble } from "./trouble.ts";

/** All troubles that must not reveal the token, by description. */
export const troubles: Readonly<Record<string, Trouble>> = {
  "nothing goes wrong": { start: () => undefined, ends: "complete" },
  ...githubTroubles,
  ...hostTroubles,
};
