import type { CommitPage } from "@ghsync/core";
import type { WholePrismaClient } from "./prisma-client.ts";
import { nameKey, type RepositoryRow } from "./rows/repository-row.ts";
import type { Row } from "./rows/row.ts";
import { transactOne } from "./transact.ts";

/** The columns that GitHub's word on a repository's identity changes. */
export async function identityColumns(
  prisma: WholePrismaClient,
  row: Pick<RepositoryRow, "tenantId" | "nameKey">,
  identity: CommitPage["identity"],
): Promise<Row> {
  if (!identity) return {};
  const { githubId, nodeId, fullName } = identity;
  const columns = { githubId: BigInt(githubId), nodeId, fullName };
  const key = nameKey(row.tenantId, fullName);
  if (key === row.nameKey) return columns;
  // A name that is tracked by another row stays that row's: a rename must never make a commit fail.
  const query = prisma.ghSyncRepository.findMany({ where: { nameKey: key }, select: { id: true } });
  const taken = await transactOne(prisma, query);
  return taken.length > 0 ? columns : { ...columns, nameKey: key };
}
