import { GhsyncError } from "../model/ghsync-error.ts";
import type { ListPage } from "./client.ts";
import type { DoorResponse } from "./exchange.ts";
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
  const name = `GET ${new URL(firstUrl).pathname}`;
  const guard = createListGuard({ name, first: firstUrl, expected });
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

/** The `rel="next"` target of a `Link` header, however a proxy has written it (RFC 8288, section 3). GitHub sends others, `deprecation` among them. */
export function linkNext(link: string): string | undefined {
  for (const [, target, parameters = ""] of link.matchAll(/<([^<>]*)>([^<]*)/g)) {
    const [, ...forms] =
      /;\s*rel\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"',;]+))/i.exec(parameters) ?? [];
    const relations = forms.find((form) => form !== undefined)?.toLowerCase() ?? "";
    if (target && relations.split(/\s+/).includes("next")) return target;
  }
  return undefined;
}

/**
 * The `Link` header of a page in GitHub's own form, empty on the last page. A full page without any such header is no last page yet: a
 * proxy may have taken the header away. The page behind it is then asked for by its number; GitHub answers none with an empty list. Pure.
 * @param asked the URL of the page
 */
export function pageLink(link: string | undefined, asked: string, rows: number): string {
  const next = link === undefined ? untoldNext(asked, rows) : linkNext(link);
  return next === undefined ? "" : `<${next}>; rel="next"`;
}

function untoldNext(asked: string, rows: number): string | undefined {
  const url = new URL(asked);
  const { searchParams } = url;
  // A page behind a cursor has no number. GitHub's own length is 30, where none was asked for.
  if (searchParams.has("after") || rows < Number(searchParams.get("per_page") ?? 30))
    return undefined;
  searchParams.set("page", String(Number(searchParams.get("page") ?? 1) + 1));
  return url.href;
}

function head({ headers: { etag } }: PageResponse, url: string) {
  return { url, etag: etag === undefined ? undefined : String(etag) };
}

/** What the paginator asks for: one page. */
export interface PageRequest {
  readonly url: string;
}

/**
 * Lets only lists reach the paginator. It takes an error with status 409 for the end of a list, whoever threw it, and an object
 * with a count for a page: what is no list passes it inside another error, for {@link takeOut} to take out.
 */
export function listsOnly<Request extends PageRequest, Response extends { readonly data: unknown }>(
  ask: (request: Request) => Promise<Response>,
): (request: Request) => Promise<Response> {
  return async (request) => {
    try {
      const response = await ask(request);
      if (!Array.isArray(response.data)) throw notAList(request.url);
      return response;
    } catch (cause) {
      throw new Error("A page could not be read.", { cause });
    }
  };
}

/** Rejects with what {@link listsOnly} put inside another error. */
export async function takeOut<Page>(page: Promise<Page>): Promise<Page> {
  try {
    return await page;
  } catch (error) {
    throw (error as Error).cause;
  }
}

function notAList(url: string): GhsyncError {
  const { pathname } = new URL(url);
  return new GhsyncError("response_invalid", `GitHub answered no list to GET ${pathname}.`);
}

/**
 * Brings the next page of a `Link` header to the address that was asked, where it names another host for the same resource: an
 * Enterprise Server behind a proxy names its public one (renovatebot/renovate#19817). The page's query is the link's; host and path stay
 * those that were asked. A link to something else stays as it is, for the request to be refused. Pure.
 * @param asked the URL of the page that has the link
 * @param resource the path below the API's root: `/repositories/1/issues`
 */
export function rebaseLink(link: string, asked: string, resource: string): string {
  return link.replace(/<([^<>]+)>(?=;\s*rel="next")/, (whole, target: string) => {
    const page = new URL(asked);
    const next = URL.parse(target, asked);
    const isElsewhere = next !== null && next.origin !== page.origin;
    if (!isElsewhere || !next.pathname.endsWith(resource)) return whole;
    page.search = next.search;
    return `<${page.href}>`;
  });
}
