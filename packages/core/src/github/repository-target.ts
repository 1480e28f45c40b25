import type { RepositoryIdentity } from "./resolve-identity.ts";

/** A repository to ask GitHub for, by the ids that outlive its name: REST's and GraphQL's. */
export type RepositoryTarget = Pick<RepositoryIdentity, "githubId" | "nodeId">;
