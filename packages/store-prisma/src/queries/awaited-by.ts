import type { GhSyncPrismaClient, Row } from "../prisma-client.ts";
import { transactOne } from "../transact.ts";

/** Finds the open pull requests of a scope that await a review of somebody: what `where` asks of them. */
export async function awaitedBy(
  prisma: GhSyncPrismaClient,
  scope: Row,
  reviewer: string,
): Promise<Row> {
  const query = prisma.ghSyncReviewRequest.findMany({
    where: { ...scope, reviewer, kind: "actor" },
    select: { repositoryId: true, pullRequestNumber: true },
  });
  const numbers = new Map<unknown, unknown[]>();
  for (const { repositoryId, pullRequestNumber } of await transactOne(prisma, query)) {
    const others = numbers.get(repositoryId);
    if (others) others.push(pullRequestNumber);
    else numbers.set(repositoryId, [pullRequestNumber]);
  }
  const places = [...numbers].map(([id, some]) => ({ repositoryId: id, number: { in: some } }));
  // Beside others, Prisma takes an empty OR for true.
  return { OR: [{ number: { in: [] } }, ...places] };
}
