import { isGhsyncError, type Lease, type RepoStore, type SnapshotToStore } from "@ghsync/core";
import type { ChangePage, ChangeStream } from "../packages/core/src/changes/change-stream.ts";
import { changeStreams } from "../packages/core/src/changes/streams.ts";
import type { LocalClock } from "./local-clock.ts";
import type { Subject } from "./torture-seed.ts";
import { isListPath } from "./wrong-answers.ts";

type CreateSubject = (local: Pick<LocalClock, "now">) => Subject;

/** Mistakes that are usual in such code. The torture must find losses with each of them. */
export const teeth = {
  /** Pages 1, 2, 3 ... of the ascending lists. */
  "page-numbers": () => ({ options: { streams: changeStreams.map(byPageNumbers) } }),
  /** The next `since` is the local clock at the end of the run. */
  "local-watermark": ({ now }) => ({
    options: { streams: changeStreams.map((stream) => withLocalWatermark(stream, now)) },
  }),
  /** Lists are asked from their newest stamp on. */
  "no-overlap": () => ({ options: { overlapMs: 0, settleMs: 600_000 } }),
  /** A pull request that was read a minute after its change is taken for read. */
  "short-settle": () => ({ options: { settleMs: 60_000 } }),
  "rows-before-fence": () => ({ breakStore: rowsBeforeFence }),
  /** The ETag is stored before the pass that it belongs to is read to its end. */
  "early-etag": () => ({ options: { streams: changeStreams.map(withEarlyETag) } }),
  /** The ETag is stored though the pass shows changes that are so young that a list may lack others. */
  "young-etag": () => ({ options: { streams: changeStreams.map(withYoungETag) } }),
  /** The next pass begins at the newest stamp that this one showed, however young it is. */
  "overlap-ignored": () => ({ options: { streams: changeStreams.map(withoutOverlap) } }),
  /** A change whose stamp is the very one that a list was asked from is skipped: `>` for `>=`. */
  "exclusive-bound": () => ({ options: { streams: changeStreams.map(withExclusiveBound) } }),
  /** A walk ends with the page that says that it is the last, without looking at its rows. */
  "last-page-dropped": () => ({ options: { streams: changeStreams.map(withoutLastPage) } }),
  /** A list that is not found counts as empty, or as ended. */
  "missing-as-empty": () => ({ wrapFetch: missingAsEmpty }),
  /** What moves a checkpoint is committed before what it has passed is on the dirty list. */
  "checkpoint-before-marks": () => ({ wrapStore: checkpointBeforeMarks }),
  /** A worker goes on although its lease could not be renewed. */
  "ignored-loss": () => ({ wrapStore: ignoredLoss }),
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

/** Keeps the first page's ETag with every page, even though the pass goes on behind it. */
function withEarlyETag(stream: ChangeStream): ChangeStream {
  return withFirstETag(stream, () => true);
}

/** Keeps the first page's ETag with a pass that is read to its end, whatever it shows. */
function withYoungETag(stream: ChangeStream): ChangeStream {
  return withFirstETag(stream, ({ done }) => done);
}

function withFirstETag(stream: ChangeStream, isKept: (page: ChangePage) => boolean): ChangeStream {
  return {
    name: stream.name,
    async *read(client, target, checkpoint, options) {
      let first: { url: string; value: string } | undefined;
      const watching = {
        ...client,
        async *pages<Row>(...args: Parameters<typeof client.pages<Row>>) {
          for await (const page of client.pages<Row>(...args)) {
            if (page.etag !== undefined) first ??= { url: page.url, value: page.etag };
            yield page;
          }
        },
      };
      for await (const page of stream.read(watching, target, checkpoint, options)) {
        const etag = first && isKept(page) && { ...first, credentialId: client.credentialId };
        yield etag ? { ...page, checkpoint: { ...page.checkpoint, etag } } : page;
      }
    },
  };
}

function withoutOverlap(stream: ChangeStream): ChangeStream {
  return {
    name: stream.name,
    read: (client, target, checkpoint, options) =>
      stream.read(client, target, checkpoint, { ...options, overlapMs: 0 }),
  };
}

function withExclusiveBound(stream: ChangeStream): ChangeStream {
  return {
    name: stream.name,
    async *read(client, target, checkpoint, options) {
      let from = checkpoint.pass?.from ?? checkpoint.since;
      for await (const page of stream.read(client, target, checkpoint, options)) {
        const bound = from;
        yield { ...page, changes: page.changes.filter(({ stamp }) => stamp > bound) };
        from = page.checkpoint.pass?.from ?? from;
      }
    },
  };
}

/** A pass of one page alone is read: its loss would be seen at once. */
function withoutLastPage(stream: ChangeStream): ChangeStream {
  return {
    name: stream.name,
    async *read(client, target, checkpoint, options) {
      let pages = checkpoint.pass ? 1 : 0;
      for await (const page of stream.read(client, target, checkpoint, options)) {
        yield page.done && pages > 0 ? { ...page, changes: [] } : page;
        pages += 1;
      }
    },
  };
}

function missingAsEmpty(fetchInner: typeof fetch): typeof fetch {
  return async (input, init) => {
    const response = await fetchInner(input, init);
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    if (response.status !== 404 || !isListPath(pathname)) return response;
    const headers = new Headers(response.headers);
    return new Response("[]", { status: 200, headers });
  };
}

function checkpointBeforeMarks(store: RepoStore): RepoStore {
  return {
    ...store,
    async commitPage(lease, { dirty, ...page }) {
      const isListPage = !page.snapshots && page.state && dirty && dirty.length > 0;
      if (!isListPage) return store.commitPage(lease, { ...page, ...(dirty && { dirty }) });
      const { revision } = await store.commitPage(lease, page);
      return store.commitPage(lease, { revision, dirty });
    },
  };
}

function ignoredLoss(store: RepoStore): RepoStore {
  return {
    ...store,
    async renewLease(lease, { now, ttlMs }) {
      const expiresAt = new Date(now.getTime() + ttlMs);
      return (await store.renewLease(lease, { now, ttlMs })) ?? { ...lease, expiresAt };
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
