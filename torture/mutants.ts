import { isGhsyncError, type Lease, type RepoStore, type SnapshotToStore } from "@ghsync/core";
import type { ChangePage, ChangeStream } from "../packages/core/src/changes/change-stream.ts";
import { changeStreams } from "../packages/core/src/changes/streams.ts";
import type { LocalClock } from "./local-clock.ts";
import type { Subject } from "./worker-runs.ts";
import { isListPath } from "./wrong-answers.ts";

type CreateSubject = (local: Pick<LocalClock, "now">) => Subject;

/** Usual mistakes in such code, by name. The torture must find a loss with each of them. */
export const mutants = {
  /** Pages 1, 2, 3 ... of the ascending lists. */
  "page-numbers": () => ({ options: { streams: changeStreams.map(byPageNumbers) } }),
  /** The next `since` is the local clock at the end of the run. */
  "local-watermark": ({ now }) => ({
    options: { streams: changeStreams.map((stream) => withLocalWatermark(stream, now)) },
  }),
  /** Lists are asked from their newest stamp on. */
  "no-overlap": () => ({ options: { overlapMs: 0, settleMs: 600_000 } }),
  /** A pull request that was read a minute after its change is not read again. */
  "short-settle": () => ({ options: { settleMs: 60_000 } }),
  "rows-before-fence": () => ({ breakStore: rowsBeforeFence }),
  /** The ETag is stored before its pass is complete. */
  "early-etag": () => ({ options: { streams: changeStreams.map(withEarlyETag) } }),
  /** The ETag is stored although the pass shows young changes, so that the list may lack others. */
  "young-etag": () => ({ options: { streams: changeStreams.map(withYoungETag) } }),
  /** The next pass starts at the newest stamp of this one, although it is young. */
  "overlap-ignored": () => ({ options: { streams: changeStreams.map(withoutOverlap) } }),
  /** A change whose stamp equals the bound of the list is skipped: `>` for `>=`. */
  "exclusive-bound": () => ({ options: { streams: changeStreams.map(withExclusiveBound) } }),
  /** A walk ends at the last page without reading its rows. */
  "last-page-dropped": () => ({ options: { streams: changeStreams.map(withoutLastPage) } }),
  /** A list that is not found counts as empty, or as ended. */
  "missing-as-empty": () => ({ wrapFetch: missingAsEmpty }),
  /** A page without a next one ends the list, though no other answer says so. */
  "end-believed": () => ({ wrapFetch: endBelieved }),
  /** The checkpoint is committed before the dirty entries that belong to it. */
  "checkpoint-before-marks": () => ({ wrapStore: checkpointBeforeMarks }),
  /** A worker continues although its lease could not be renewed. */
  "ignored-loss": () => ({ wrapStore: ignoredLoss }),
} as const satisfies Readonly<Record<string, CreateSubject>>;

export type MutantName = keyof typeof mutants;

/** Follows pages 1, 2, 3 ... of a list whose order moves. */
function byPageNumbers(stream: ChangeStream): ChangeStream {
  return {
    name: stream.name,
    read(client, target, checkpoint, options) {
      // A list that starts again at each page has no page numbers: hide that each page has a later stamp than its bound.
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

/** The usual mistake: the next `since` is now. */
function withLocalWatermark(stream: ChangeStream, now: () => Date): ChangeStream {
  return changed(stream, (page) =>
    page.done ? { ...page, checkpoint: { since: wholeSecond(now()) } } : page,
  );
}

/** Keeps the first page's ETag with every page, although the pass continues. */
function withEarlyETag(stream: ChangeStream): ChangeStream {
  return withFirstETag(stream, () => true);
}

/** Keeps the first page's ETag with a complete pass, although its changes are young. */
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

/** A pass of a single page is read, since its loss would show at once. */
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

/** Answers the question whether a page is the last one by the answer that called it so. */
function endBelieved(fetchInner: typeof fetch): typeof fetch {
  const answers = new Map<string, Response>();
  return async (input, init) => {
    const { pathname, search, searchParams } = new URL(
      input instanceof Request ? input.url : input,
    );
    const pageOf = `${pathname} ${searchParams.get("sort")} ${searchParams.get("per_page")} ${searchParams.get("page") ?? 1}`;
    const answered = answers.get(pageOf);
    if (answered && /[?&]page=\d+&per_page=/.test(search)) return answered.clone();
    const response = await fetchInner(input, init);
    if (pathname.endsWith("/pulls")) answers.set(pageOf, response.clone());
    return response;
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

/** Writes the rows of a commit although the lease was lost. */
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

// The store refuses an old fence, so the mutant acquires a lease of its own.
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
