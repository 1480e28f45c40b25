import type { TrackedRepository } from "@ghsync/core";

/** A tracked repository that was never synced. */
export function exampleRepository(
  id: string,
  encryptedToken: string | null = null,
): TrackedRepository {
  return {
    id,
    tenantId: null,
    fullName: `octokit/${id}`,
    githubId: null,
    nodeId: null,
    active: true,
    encryptedToken,
  };
}
