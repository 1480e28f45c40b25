import { checkValue, mustBeString, mustBeWhole } from "../model/option-checks.ts";
import type { RepoStore } from "../ports/repo-store.ts";
import { describeRepository, type RepositoryStatus } from "./describe-sync-status.ts";
import type { StatusWording } from "./status-text.ts";

/** How statuses are read. */
export interface ReadStatusOptions {
  /** The clock that leases use. @defaultValue the local clock */
  readonly now?: (() => Date) | undefined;
  /** @defaultValue English, UTC */
  readonly wording?: StatusWording | undefined;
}

/** Which repositories are listed. */
export interface StatusPage {
  /** The last id of the page before. */
  readonly after?: string | undefined;
  /** The largest number of statuses. @defaultValue 100 */
  readonly limit?: number | undefined;
  /** Lists this tenant's repositories. @defaultValue those of all tenants */
  readonly tenantId?: string;
  /** Lists only repositories that are on (`true`) or off. @defaultValue both */
  readonly active?: boolean | undefined;
}

/**
 * Reads a repository's status from the store. Needs no decryptor.
 *
 * @returns plain JSON, or `undefined` if the repository is not tracked
 * @throws GhsyncError `config_invalid` if the id is not a string; what the store throws
 */
export async function getStatus(
  store: Pick<RepoStore, "getRepository">,
  repositoryId: string,
  { now = () => new Date(), wording }: ReadStatusOptions = {},
): Promise<RepositoryStatus | undefined> {
  checkValue("repositoryId", repositoryId, mustBeString);
  const read = await store.getRepository(repositoryId);
  return read && describeRepository(read, now(), wording);
}

/**
 * Lists the statuses of many repositories, by ascending id, one page per query. Needs no decryptor.
 *
 * @throws GhsyncError `config_invalid` for a wrong value of the page; what the store throws
 */
export async function listStatuses(
  store: Pick<RepoStore, "listRepositories">,
  { after, limit = 100, active, ...tenant }: StatusPage = {},
  { now = () => new Date(), wording }: ReadStatusOptions = {},
): Promise<readonly RepositoryStatus[]> {
  if (after !== undefined) checkValue("after", after, mustBeString);
  // A `tenantId` that is `undefined` by mistake must not list every tenant's repositories.
  if ("tenantId" in tenant) checkValue("tenantId", tenant.tenantId, mustBeString);
  checkValue("limit", limit, mustBeWhole(0));
  const { tenantId } = tenant;
  const listed = await store.listRepositories({ after, limit, tenantId, active });
  return listed.map((read) => describeRepository(read, now(), wording));
}
