import { isGhsyncError, type Lease, type RepoStore, type SnapshotToStore } from "@ghsync/core";
import type { FakeGitHub } from "@ghsync/testing";
import type { ChangePage, ChangeStream } from "../packages/core/src/changes/change-stream.ts";
import { changeStreams } from "../packages/core/src/changes/change-streams.ts";
import type { Subject } from "./torture-seed.ts";

type CreateSubject = (github: FakeGitHub) => Subject;

/** Mistakes that are usual in such code. The torture must find losses with each of them. */
export const teeth = {
  /** Pages 1, 2, 3 ... of the ascending lists. */
  "page-numbers": () => ({ options: { streams: changeStreams.map(byPageNumbers) } }),
  /** The next `since` is the local clock at the end of the run. */
  "local-watermark": ({ clock }) => ({
    options: { streams: changeStreams.map((stream) => withLocalWatermark(stream, clock.now)) },
  }),
  /** Lists are asked from their newest stamp on. */
  "no-overlap": () => ({ options: { overlapMs: 0, settleMs: 600_000 } }),
  /** A pull request that was read a minute after its change is taken for read. */
  "short-settle": () => ({ options: { settleMs: 60_000 } }),
  "rows-before-fence": () => ({ wrapStore: rowsBeforeFence }),
  /** The ETag is stored before the pass that it belongs to is read to its end. */
  "early-etag": () => ({ options: { streams: changeStreams.map(withEarlyETag) } }),
} as const satisfies Readonly<Record<string, CreateSubject>>;

export type ToothName = keyof typeof teeth;

/** Follows pages 1, 2, 3 ... of a list whose order moves. */
function byPageNumbers(stream: ChangeStream): ChangeStream {
  return {
    name: stream.name,
    read(client, target, checkpoint, options) {
      // A list that begins anew at each page has no page numbers: hide that each page has a later stamp than its bound.
      const numbered = {
        ...client,
        async *pages<Row>(...args: Parameters<typeof client.pages<Row>>) {
          const [path, parameters, rest] = args;
          const whole = [];
          let last: Awaited<ReturnType<typeof first>>;
          async function first(page: number) {
            for await (const answer of client.pages<Row>(path, { ...parameters, page }, rest))
              return answer;
            return undefined;
          }
          for (let page = 1; ; page += 1) {
            last = await first(page);
            if (!last || last.notModified) break;
            whole.push(...last.rows);
            if (last.rows.length < Number(parameters.per_page)) break;
          }
          if (last) yield { ...last, rows: whole, hasNext: false, etag: undefined };
        },
      };
      return stream.read(numbered, target, checkpoint, options);
    },
  };
}

/** What nearly everybody writes: the next `since` is now. */
function withLocalWatermark(stream: ChangeStream, now: () => Date): ChangeStream {
  return changed(stream, (page) =>
    page.done ? { ...page, checkpoint: { since: wholeSecond(now()) } } : page,
  );
}

/** Keeps the first page's ETag even though the pass went on behind it. */
function withEarlyETag(stream: ChangeStream): ChangeStream {
  return {
    name: stream.name,
    async *read(client, target, checkpoint, options) {
      let early: { url: string; value: string } | undefined;
      const watching = {
        ...client,
        async *pages<Row>(...args: Parameters<typeof client.pages<Row>>) {
          for await (const page of client.pages<Row>(...args)) {
            if (page.etag !== undefined) early ??= { url: page.url, value: page.etag };
            yield page;
          }
        },
      };
      for await (const page of stream.read(watching, target, checkpoint, options)) {
        const etag = early && { ...early, credentialId: client.credentialId };
        yield etag ? { ...page, checkpoint: { ...page.checkpoint, etag } } : page;
      }
    },
  };
}

/** A store that writes the rows, and then asks whether it was allowed to. */
function rowsBeforeFence(store: RepoStore): RepoStore {
  return {
    ...store,
    async commitPage(lease, page) {
      try {
        return await store.commitPage(lease, page);
      } catch (error) {
        const isLate = isGhsyncError(error) && error.code === "lease_lost";
        if (isLate && page.snapshots) await writeAnyway(store, lease, page.snapshots);
        throw error;
      }
    },
  };
}

// A store keeps its promise to write nothing under an old fence: it takes a new one.
async function writeAnyway(
  store: RepoStore,
  { repositoryId, owner, expiresAt: now }: Lease,
  snapshots: readonly SnapshotToStore[],
): Promise<void> {
  const lease = await store.acquireLease({
    repositoryId,
    owner,
    now,
    ttlMs: 1,
    takeOver: true,
  });
  const read = await store.readState(repositoryId);
  if (!lease || !read) return;
  await store.commitPage(lease, { revision: read.revision, snapshots });
  await store.releaseLease(lease);
}

function changed(stream: ChangeStream, change: (page: ChangePage) => ChangePage): ChangeStream {
  return {
    name: stream.name,
    async *read(...args) {
      for await (const page of stream.read(...args)) yield change(page);
    },
  };
}

function wholeSecond(date: Date): Date {
  return new Date(Math.floor(date.getTime() / 1000) * 1000);
}
