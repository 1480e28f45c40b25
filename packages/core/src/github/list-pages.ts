import type { ListPage } from "./github-client.ts";
import type { DoorResponse } from "./judge-response.ts";

/** A page as the paginator yields it. */
export type PageResponse = Omit<DoorResponse, "status">;

/** Reads the pages that `next` yields; a 304, which only the first can be, is a page of its own. */
export async function* listPages<Row>(
  next: () => Promise<IteratorResult<PageResponse>>,
  firstUrl: string,
  now: () => Date,
): AsyncGenerator<ListPage<Row>> {
  let url = firstUrl;
  for (;;) {
    let response: PageResponse | undefined;
    try {
      const result = await next();
      response = result.done ? undefined : result.value;
    } catch (error) {
      const { response: unchanged } = error as { response?: DoorResponse };
      if (unchanged?.status !== 304) throw error;
      yield { ...head(unchanged, url, now), rows: [], hasNext: false, notModified: true };
      return;
    }
    if (!response) return;
    const nextUrl = linkNext(String(response.headers.link ?? ""));
    const rows = response.data as readonly Row[];
    yield { ...head(response, url, now), rows, hasNext: nextUrl !== undefined, notModified: false };
    if (nextUrl === undefined) return;
    url = nextUrl;
  }
}

/** The `rel="next"` target of a `Link` header (RFC 8288): GitHub sends others, `deprecation` among them. */
export function linkNext(link: string): string | undefined {
  return /<([^<>]+)>;\s*rel="next"/.exec(link)?.[1];
}

/** GitHub's `Date` of an answer. */
export function dateOf({ headers }: Pick<DoorResponse, "headers">, now: () => Date): Date {
  const date = new Date(String(headers.date ?? ""));
  return Number.isNaN(date.getTime()) ? now() : date;
}

function head(response: PageResponse, url: string, now: () => Date) {
  const etag = response.headers.etag;
  return { url, etag: etag === undefined ? undefined : String(etag), date: dateOf(response, now) };
}
