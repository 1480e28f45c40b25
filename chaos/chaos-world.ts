import type { RepositoryRead, TrackedRepository } from "@ghsync/core";
import { createPrismaStore, schemaStatements } from "@ghsync/store-prisma";
import { createFakeGitHub, type FakeGitHub } from "@ghsync/testing";
import { connect, type TestClient } from "../packages/store-prisma/test/connect.ts";
import { startPostgres } from "../packages/store-prisma/test/postgres-server.ts";
import { readStoredRows } from "../packages/store-prisma/test/stored-rows.ts";
import { differencesOf } from "../torture/compare-with-truth.ts";
import { createPrismaSubject } from "../torture/prisma-subject.ts";
import { trueSnapshots } from "../torture/true-snapshots.ts";
import { startWorker, type Worker } from "./start-worker.ts";
import type { WorkerOrder } from "./worker-message.ts";

const twoHoursMs = 7_200_000;

/** Repositories on a FakeGitHub that listens, a PostgreSQL, and worker processes between them. */
export interface ChaosWorld {
  readonly github: FakeGitHub;
  /** Sets GitHub's clock ahead of the machine's, or behind it. */
  shiftClock(ms: number): void;
  /** Opens a repository with so many pull requests, and tracks it with a token. */
  track(fullName: string, pullRequests: number, token: string): Promise<string>;
  start(order: Partial<WorkerOrder> & Pick<WorkerOrder, "name">): Worker;
  repositories(): Promise<readonly RepositoryRead[]>;
  /** Every record row, with the revision that wrote it, and the repository's own. */
  rows(repositoryId: string): Promise<readonly unknown[]>;
  /** What differs between what is stored and what is true. */
  differences(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Creates a world without repositories. Its time is the machine's. */
export async function createChaosWorld(): Promise<ChaosWorld> {
  const server = await startPostgres();
  const prisma = connect("postgresql", server.url);
  for (const statement of schemaStatements("postgresql")) await prisma.$executeRawUnsafe(statement);
  let shiftMs = 0;
  const github = createFakeGitHub({ now: () => new Date(Date.now() + shiftMs) });
  const listening = await github.listen();
  const store = createPrismaStore(prisma);
  const repositories = () => store.listRepositories({ limit: 1000 });
  return {
    github,
    repositories,
    shiftClock(ms) {
      shiftMs = ms;
    },
    async track(fullName, pullRequests, encryptedToken) {
      // Long ago: recent changes are read again, since answers may lag.
      const atSecond = (second: number) => {
        shiftMs = 1000 * second - twoHoursMs;
      };
      openPullRequests(github, fullName, pullRequests, atSecond);
      shiftMs = 0;
      return (await store.trackRepository({ fullName, encryptedToken })).id;
    },
    start: (order) =>
      startWorker({
        databaseUrl: server.url,
        githubUrl: listening.url,
        leaseMs: 120_000,
        batchSize: 25,
        graceMs: 5_000,
        ...order,
      }),
    rows: async (id) => [
      ...(await readStoredRows(prisma, id)),
      (await store.readState(id))?.revision,
    ],
    async differences() {
      const found: string[] = [];
      for (const { repository } of await repositories()) {
        const wrong = await compare(github, prisma, repository);
        found.push(...wrong.map((difference) => `${repository.fullName} ${difference}`));
      }
      return found;
    },
    async close() {
      await listening.close();
      await prisma.$disconnect();
      await server.stop();
    },
  };
}

function openPullRequests(
  { truth }: FakeGitHub,
  repository: string,
  count: number,
  atSecond: (second: number) => void,
): void {
  atSecond(0);
  truth.createRepository({ fullName: repository });
  for (let index = 0; index < count; index += 1) {
    atSecond(index);
    const title = `Change ${index}`;
    const number = truth.openPullRequest({ repository, actor: "ada", title });
    truth.comment({ repository, number, actor: "grace", body: "Why?" });
    const comments = [{ path: `src/change-${number}.ts`, body: "Here." }];
    truth.submitReview({ repository, number, actor: "grace", comments });
  }
}

async function compare(
  github: FakeGitHub,
  prisma: TestClient,
  repository: TrackedRepository,
): Promise<readonly string[]> {
  const close = async () => undefined;
  const subject = await createPrismaSubject(async () => ({ prisma, close }));
  const stored = await subject.pullRequests(repository.id);
  const storedOf = new Map(stored.map((snapshot) => [snapshot.pullRequest.number, snapshot]));
  const truth = trueSnapshots(github, repository);
  return [
    ...(stored.length > truth.length ? ["has more than is true"] : []),
    ...truth.flatMap((snapshot) => {
      const { number } = snapshot.pullRequest;
      const found = storedOf.get(number);
      return found ? differencesOf(found, snapshot, { api: "graphql" }) : [`#${number} is missing`];
    }),
  ];
}
