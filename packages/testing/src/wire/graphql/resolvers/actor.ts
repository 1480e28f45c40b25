import { type Account, restLogin, type Team } from "../../../truth/account.ts";
import type { Resolvers } from "../graphql-context.ts";
import { nodeFields, pageFields } from "./node-fields.ts";

/** Accounts; a bot's login has no `[bot]` here. */
export const actorResolvers: Resolvers<Account> = {
  ...nodeFields,
  ...pageFields<Account>((account) =>
    account.type === "Bot" ? `/apps/${account.login}` : `/${restLogin(account)}`,
  ),
  email: ({ email, type }) => (type === "User" ? (email ?? "") : email),
  updatedAt: ({ createdAt }) => createdAt,
};

/** Teams. */
export const teamResolvers: Resolvers<Team> = {
  ...nodeFields,
  ...pageFields<Team>(({ organization, slug }) => `/orgs/${organization.login}/teams/${slug}`),
  combinedSlug: ({ organization, slug }) => `${organization.login}/${slug}`,
  avatarUrl: ({ organization }) => organization.avatarUrl,
  updatedAt: ({ createdAt }) => createdAt,
};
