import type { StoredRow } from "@ghsync/testing/contracts";
import type { TestClient } from "./connect.ts";

/** The key column of each record table, beside repository and pull request. */
const tables = {
  pullRequests: { name: "ghsync_pull_requests", number: "number", key: "id" },
  reviews: { name: "ghsync_reviews", number: "pull_request_number", key: "id" },
  reviewComments: { name: "ghsync_review_comments", number: "pull_request_number", key: "id" },
  comments: { name: "ghsync_comments", number: "pull_request_number", key: "id" },
  commits: { name: "ghsync_commits", number: "pull_request_number", key: "sha" },
  files: { name: "ghsync_files", number: "pull_request_number", key: "path" },
} as const;

/** Adds the column `host_note` to every record table, as a host's migration would, and fills it in a repository's rows. */
export async function writeHostNotes(
  prisma: TestClient,
  repositoryId: string,
  note: string,
): Promise<void> {
  for (const { name } of Object.values(tables)) {
    await prisma.$executeRawUnsafe(`ALTER TABLE ${name} ADD COLUMN host_note TEXT`);
    const update = `UPDATE ${name} SET host_note = '${note}' WHERE repository_id = '${repositoryId}'`;
    await prisma.$executeRawUnsafe(update);
  }
}

/** The rows with what `host_note` holds beside them. */
export async function withHostNotes(
  prisma: TestClient,
  repositoryId: string,
  rows: readonly StoredRow[],
): Promise<StoredRow[]> {
  const notes = new Map<string, string>();
  for (const [table, { name, number, key }] of Object.entries(tables)) {
    const noted = await prisma.$queryRawUnsafe<{ number: bigint; key: unknown; note: string }[]>(
      `SELECT ${number} AS number, ${key} AS key, host_note AS note FROM ${name} WHERE repository_id = '${repositoryId}' AND host_note IS NOT NULL`,
    );
    for (const row of noted) notes.set(`${table} ${row.number} ${row.key}`, row.note);
  }
  return rows.map((row) => {
    const { key } = tables[row.table];
    const id = (row.record as unknown as Record<string, unknown>)[key];
    const hostValue = notes.get(`${row.table} ${row.pullRequestNumber} ${id}`);
    return hostValue === undefined ? row : { ...row, hostValue };
  });
}
