import type { ListPage } from "./github-client.ts";
import type { DoorResponse } from "./judge-response.ts";
import { createListGuard } from "./list-guard.ts";

/** A page as the paginator yields it. */
export type PageResponse = Omit<DoorResponse, "status">;

/** Reads the pages that `next` yields; a 304, which only the first can be, is a page of its own. */
export async function* listPages<Row>(
  next: () => Promise<IteratorResult<PageResponse>>,
  firstUrl: string,
  dateOf: (response: PageResponse) => Date,
  expected: number | undefined,
): AsyncGenerator<ListPage<Row>> {
  const guard = createListGuard(firstUrl, expected);
  let url = firstUrl;
  for (;;) {
    let response: PageResponse | undefined;
    try {
      const result = await next();
      response = result.done ? undefined : result.value;
    } catch (error) {
      const { response: unchanged } = error as { response?: DoorResponse };
      if (unchanged?.status !== 304) throw error;
      const date = dateOf(unchanged);
      yield { ...head(unchanged, url), date, rows: [], hasNext: false, notModified: true };
      return;
    }
    if (!response) return;
    const nextUrl = linkNext(String(response.headers.link ?? ""));
    const rows = response.data as readonly Row[];
    const hasNext = nextUrl !== undefined;
    yield { ...head(response, url), date: dateOf(response), rows, hasNext, notModified: false };
    // After the page: a caller that stops here never sees the error.
    guard(rows, nextUrl);
    if (nextUrl === undefined) return;
    url = nextUrl;
  }
}

/** The `rel="next"` target of a `Link` header (RFC 8288): GitHub sends others, `deprecation` among them. */
export function linkNext(link: string): string | undefined {
  return /<([^<>]+)>;\s*rel="next"/.exec(link)?.[1];
}

/**
 * The `Link` header of a full page that came without any: GitHub sends none where one page is all, and a proxy may drop it. The next page
 * tells which. A page behind a cursor has no number; `undefined` for that, and for a page that is not full. Pure.
 */
export function linkMissing(url: string, rows: unknown): string | undefined {
  const next = new URL(url);
  const size = Number(next.searchParams.get("per_page") ?? Number.POSITIVE_INFINITY);
  const isFull = Array.isArray(rows) && rows.length >= size;
  if (!isFull || next.searchParams.has("after")) return undefined;
  next.searchParams.set("page", String(Number(next.searchParams.get("page") ?? 1) + 1));
  return `<${next}>; rel="next"`;
}

function head({ headers: { etag } }: PageResponse, url: string) {
  return { url, etag: etag === undefined ? undefined : String(etag) };
}
