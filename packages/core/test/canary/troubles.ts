import { githubTroubles } from "./github-troubles.ts";
import { hostTroubles } from "./host-troubles.ts";
import type { Trouble } from "./trouble.ts";

/** Everything that the token has to survive unseen, by what happens. */
export const troubles: Readonly<Record<string, Trouble>> = {
  "nothing goes wrong": { start: () => undefined, ends: "complete" },
  ...githubTroubles,
  ...hostTroubles,
};
