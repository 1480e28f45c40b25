import type { Label, Milestone } from "../../../truth/records.ts";
import { fullNameOf } from "../../../truth/records.ts";
import type { Resolvers } from "../graphql-context.ts";
import { nodeFields, pageFields } from "./node-fields.ts";

/** Labels. */
export const labelResolvers: Resolvers<Label> = {
  ...nodeFields,
  ...pageFields<Label>(
    ({ repository, name }) => `/${fullNameOf(repository)}/labels/${encodeURIComponent(name)}`,
  ),
  isDefault: (label) => label.default,
  updatedAt: ({ createdAt }) => createdAt,
};

/** Milestones. */
export const milestoneResolvers: Resolvers<Milestone> = {
  ...nodeFields,
  ...pageFields<Milestone>(
    ({ repository, number }) => `/${fullNameOf(repository)}/milestone/${number}`,
  ),
  state: ({ state }) => state.toUpperCase(),
  closed: ({ state }) => state === "closed",
  progressPercentage: ({ counts }) => (100 * counts.closed) / (counts.open + counts.closed || 1),
};
