import type { DirtyRow } from "./rows/dirty-row.ts";
import type { PullRequestStateRow } from "./rows/pull-request-row.ts";
import type { RepositoryRow } from "./rows/repository-row.ts";
import type { Row } from "./rows/row.ts";
import type { ScheduleRow } from "./rows/schedule-row.ts";

/**
 * The calls that ghsync makes on one of its models. Arguments are typed loosely, and optional where Prisma's are: a generated
 * client's own, stricter types can be used instead.
 */
export interface GhSyncModel<Stored = Row> {
  findMany(args: {
    readonly where: Row;
    readonly select?: Row;
    readonly orderBy?: Row[];
    readonly take?: number;
  }): PromiseLike<Stored[]>;
  count(args: { readonly where: Row }): PromiseLike<number>;
  createMany(args?: { readonly data: Row | Row[] }): PromiseLike<{ readonly count: number }>;
  updateMany(args: {
    readonly where: Row;
    readonly data: Row;
  }): PromiseLike<{ readonly count: number }>;
  update(args: {
    readonly where: Row;
    readonly data: Row;
    readonly select?: Row | null;
  }): PromiseLike<unknown>;
  upsert(args: {
    readonly where: Row;
    readonly create: Row;
    readonly update: Row;
    readonly select?: Row | null;
  }): PromiseLike<Stored>;
  deleteMany(args: { readonly where: Row }): PromiseLike<{ readonly count: number }>;
}

/**
 * What ghsync needs of the host's Prisma client: the models of `schema/<provider>.prisma`, and array transactions.
 * Any client generated from a schema with these models fits, wherever it was generated to, extended or not. It may omit secret or bulky
 * columns from its answers: ghsync asks for each by name.
 */
export type GhSyncPrismaClient = {
  readonly [K in keyof WholePrismaClient]: WholePrismaClient[K] extends GhSyncModel<infer Stored>
    ? GhSyncModel<Omit<Stored, Omittable> & Partial<Stored>>
    : WholePrismaClient[K];
};

type Omittable = "encryptedToken" | "checkpoint" | "digests" | "payload" | "stamps" | "seen";

/** A {@link GhSyncPrismaClient} that is asked for all columns. */
export interface WholePrismaClient {
  readonly ghSyncRepository: GhSyncModel<RepositoryRow>;
  readonly ghSyncPullRequest: GhSyncModel<PullRequestStateRow & { readonly digests: string }>;
  readonly ghSyncReviewRequest: GhSyncModel;
  readonly ghSyncReview: GhSyncModel;
  readonly ghSyncReviewComment: GhSyncModel;
  readonly ghSyncComment: GhSyncModel;
  readonly ghSyncCommit: GhSyncModel;
  readonly ghSyncFile: GhSyncModel;
  readonly ghSyncDirtyPullRequest: GhSyncModel<DirtyRow>;
  readonly ghSyncCredential: GhSyncModel<{ readonly blockedUntil: Date }>;
  readonly ghSyncSchedule: GhSyncModel<ScheduleRow>;
  readonly ghSyncScheduleSlot: GhSyncModel<{ readonly slot: Date }>;
  $transaction<P extends PromiseLike<unknown>[]>(
    operations: [...P],
    options?: { readonly maxWait?: number; readonly timeout?: number },
  ): PromiseLike<{ [I in keyof P]: Awaited<P[I]> }>;
  /** Where it is missing, as on an extended client that hides it, new rows go in by slower calls. */
  $executeRawUnsafe?(query: string, ...values: unknown[]): PromiseLike<number>;
  $queryRawUnsafe?(query: string, ...values: unknown[]): PromiseLike<unknown>;
}
