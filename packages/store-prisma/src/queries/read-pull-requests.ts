import {
  type ChildKind,
  childKinds,
  type PullRequestChildren,
  type PullRequestSnapshot,
  type SnapshotPart,
} from "@ghsync/core";
import { badArgument, largestNumber, mostRows, requireWhole } from "../check-argument.ts";
import { chunk } from "../chunk.ts";
import { decodeDigests } from "../digests.ts";
import { groupedBy } from "../grouped-by.ts";
import { pageTables } from "../page-tables.ts";
import type { WholePrismaClient } from "../prisma-client.ts";
import type { Row } from "../rows/row.ts";
import { transact } from "../transact.ts";
import { inCanonicalOrder } from "./in-canonical-order.ts";
import { childFields, pullRequestFields } from "./record-fields.ts";
import { scopeOf } from "./scope-of.ts";
import { selectFields, toRecord } from "./to-record.ts";

const numbersAStatement = 200;

/** What to read of pull requests. */
export interface ReadPullRequestsOptions {
  /** The kinds of children to read. Others are `undefined`. @defaultValue all */
  readonly kinds?: readonly ChildKind[] | undefined;
  /** Finds nothing if the repository belongs to another tenant; `null` for none. `undefined` is refused. @defaultValue any tenant */
  readonly tenantId?: string | null;
}

/** See `PrismaQueries.readPullRequests`. */
export async function readPullRequests(
  prisma: WholePrismaClient,
  repositoryId: string,
  numbers: readonly number[],
  options: ReadPullRequestsOptions = {},
): Promise<readonly PullRequestSnapshot[]> {
  const scope = scopeOf({ ...options, repositoryId });
  const kinds = requireKinds(options.kinds ?? childKinds);
  const found = new Map<unknown, PullRequestSnapshot>();
  for (const some of chunk(storable(numbers), numbersAStatement)) {
    for (let wanted = some; wanted.length > 0; ) {
      const [rows = [], ...others] = await readTables(prisma, scope, wanted, kinds);
      const children = new Map(
        kinds.map((kind, index) => [kind, groupedBy(others[index] ?? [], "pullRequestNumber")]),
      );
      const revisions = new Map(others.at(-1)?.map((row) => [row.number, row.changeRevision]));
      // PostgreSQL takes a new snapshot for each statement. With one revision at both ends, all are of one instant.
      const isWhole = (row: Row) => revisions.get(row.number) === row.changeRevision;
      for (const row of rows.filter(isWhole)) found.set(row.number, toSnapshot(row, children));
      wanted = wanted.filter((number) => revisions.has(number) && !found.has(number));
    }
  }
  return numbers.flatMap((number) => found.get(number) ?? []);
}

function requireKinds(kinds: readonly ChildKind[]): readonly ChildKind[] {
  if (Array.isArray(kinds) && kinds.every((kind) => childKinds.includes(kind))) return kinds;
  throw badArgument("kinds", `a list of ${childKinds.join(", ")}`);
}

/** The numbers that a column can hold, each once. */
function storable(numbers: readonly number[]): readonly number[] {
  if (!Array.isArray(numbers) || numbers.length > mostRows) {
    throw badArgument("numbers", `a list of at most ${mostRows}`);
  }
  const whole = numbers.map((number) => requireWhole("number", number));
  return [...new Set(whole)].filter((number) => number > 0 && number <= largestNumber);
}

/** The pull requests' own rows, those of each kind of child, and what says whether all this belongs together. */
function readTables(
  prisma: WholePrismaClient,
  scope: Row,
  numbers: readonly number[],
  kinds: readonly ChildKind[],
): PromiseLike<Row[][]> {
  const where = { ...scope, number: { in: numbers } };
  const revision = { number: true, changeRevision: true };
  const state = { ...revision, truncated: true, unread: true, readAt: true, digests: true };
  const reads: PromiseLike<readonly object[]>[] = [
    prisma.ghSyncPullRequest.findMany({
      where,
      select: { ...selectFields(pullRequestFields), ...state },
    }),
    ...kinds.map((kind) =>
      prisma[pageTables[kind].model].findMany({
        where: { ...scope, pullRequestNumber: { in: numbers } },
        select: { pullRequestNumber: true, ...selectFields<object>(childFields[kind]) },
      }),
    ),
    prisma.ghSyncPullRequest.findMany({ where, select: revision }),
  ];
  return transact(prisma, reads as PromiseLike<Row[]>[]);
}

function toSnapshot(
  row: Row,
  children: ReadonlyMap<ChildKind, ReadonlyMap<unknown, readonly Row[]>>,
): PullRequestSnapshot {
  const { parts } = decodeDigests(String(row.digests), Number.POSITIVE_INFINITY);
  const read = childKinds.map((kind) => {
    const rows = children.get(kind)?.get(row.number);
    // Where the digests were cleared, rows still show that there was a read.
    if (!rows && !(children.has(kind) && parts[kind])) return [kind, undefined];
    const records = (rows ?? []).map((child) =>
      toRecord<PullRequestChildren[ChildKind]>(child, childFields[kind]),
    );
    return [kind, inCanonicalOrder(records)];
  });
  return {
    pullRequest: toRecord(row, pullRequestFields),
    children: Object.fromEntries(read) as PullRequestSnapshot["children"],
    truncated: row.truncated as readonly ChildKind[],
    unread: row.unread as readonly SnapshotPart[],
    readAt: row.readAt as Date,
  };
}
