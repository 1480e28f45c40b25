import { GhsyncError } from "../model/ghsync-error.ts";
import type { ListPage } from "./client.ts";
import { shortHeader, type TransportResponse } from "./exchange.ts";
import { createListGuard } from "./list-guard.ts";

/** A page as the paginator yields it. */
export type PageResponse = Omit<TransportResponse, "status">;

/**
 * Yields the pages that `next` returns. Only the first page can be a 304, which becomes a page of
 * its own.
 */
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
      const { response: unchanged } = error as { response?: TransportResponse };
      if (unchanged?.status !== 304) throw error;
      const date = dateOf(unchanged);
      yield {
        ...head(unchanged, url),
        date,
        rows: [],
        hasNext: false,
        isGuessed: false,
        notModified: true,
      };
      return;
    }
    if (!response) return;
    const link = String(response.headers.link ?? "");
    const nextUrl = linkNext(link);
    const rows = response.data as readonly Row[];
    const hasNext = nextUrl !== undefined;
    const isGuessed = link.endsWith(guessed);
    const date = dateOf(response);
    yield { ...head(response, url), date, rows, hasNext, isGuessed, notModified: false };
    // Checked after the page: a caller that stops here does not see the error.
    guard(rows, nextUrl);
    if (nextUrl === undefined) return;
    url = nextUrl;
  }
}

/**
 * Returns the `rel="next"` target of a `Link` header in any valid form (RFC 8288, section 3). A
 * proxy may have rewritten it, and GitHub sends other relations too, such as `deprecation`.
 */
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
 * Returns the `Link` header of a page in GitHub's form; empty for the last page. Pure.
 *
 * A page without this header is not taken for the last one if at least half of its rows are there: a
 * proxy may have removed the header, and GitHub may hide rows. The next page is then requested by its
 * number, and GitHub returns an empty list after the last one.
 *
 * @param pageUrl the URL of the page
 * @param rows how many rows the page has
 * @param options `isWhole`: GitHub counts no more rows than it has shown
 * @throws GhsyncError `response_invalid` for a next page whose address is not plain
 */
export function pageLink(
  link: string | undefined,
  pageUrl: string,
  rows: number,
  { isWhole = false }: { readonly isWhole?: boolean } = {},
): string {
  if (link === undefined) {
    const next = nextByNumber(pageUrl, rows, isWhole);
    return next === undefined ? "" : nextLink(next) + guessed;
  }
  const target = linkNext(link);
  return nextLink(target === undefined ? undefined : plainTarget(target, pageUrl));
}

/** Marks a link that GitHub did not send. */
const guessed = '; title="guessed"';

const nextLink = (url: string | undefined) => (url === undefined ? "" : `<${url}>; rel="next"`);

/**
 * Returns the complete address of a target. Octokit takes it for a template, which braces and a
 * colon before a name can change.
 *
 * @throws GhsyncError `response_invalid` for a target that can be read in two ways
 */
function plainTarget(target: string, pageUrl: string): string {
  const url = /[{}\\\s]/.test(target) ? null : URL.parse(target, pageUrl);
  if (url?.username !== "" || url.password !== "") throw oddLink(pageUrl);
  return url.origin + (url.pathname + url.search).replace(/:(?=[a-z])/g, "%3A");
}

function oddLink(pageUrl: string): GhsyncError {
  const message = `GitHub's Link to the page after GET ${new URL(pageUrl).pathname} is not a plain address; ghsync did not follow it.`;
  return new GhsyncError("response_invalid", message);
}

function nextByNumber(pageUrl: string, rows: number, isWhole: boolean): string | undefined {
  const url = new URL(pageUrl);
  const { searchParams } = url;
  // A page after a cursor has no number. GitHub's default page size is 30.
  const length = Number(searchParams.get("per_page") ?? 30);
  if (searchParams.has("after") || rows < (isWhole ? length : length / 2)) return undefined;
  searchParams.set("page", String(Number(searchParams.get("page") ?? 1) + 1));
  return url.href;
}

function head({ headers: { etag } }: PageResponse, url: string) {
  return { url, etag: shortHeader(etag) };
}

/** What the paginator requests: one page. */
export interface PageRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Wraps every error of a page, so that the paginator does not handle it. {@link unwrapPageError}
 * unwraps it.
 *
 * The paginator treats any error with status 409 as the end of the list, and an object with a count
 * as a page. So a response that is not a list is an error too.
 */
export function wrapPageErrors<
  Request extends Pick<PageRequest, "url">,
  Response extends { readonly data: unknown },
>(fetchPage: (request: Request) => Promise<Response>): (request: Request) => Promise<Response> {
  return async (request) => {
    try {
      const response = await fetchPage(request);
      if (!Array.isArray(response.data)) throw notAList(request.url);
      return response;
    } catch (cause) {
      throw new Error("A page could not be read.", { cause });
    }
  };
}

/** Rejects with the error that {@link wrapPageErrors} wrapped. */
export async function unwrapPageError<Page>(page: Promise<Page>): Promise<Page> {
  try {
    return await page;
  } catch (error) {
    throw (error as Error).cause;
  }
}

function notAList(url: string): GhsyncError {
  const { pathname } = new URL(url);
  const message = `GitHub's response to GET ${pathname} is not a list: check any proxy before GitHub.`;
  return new GhsyncError("transient", message, { retryable: true });
}

/**
 * Changes the next page's link to the requested host and path, if it names another host for the
 * same resource. Pure.
 *
 * A GitHub Enterprise Server behind a proxy names its public host (renovatebot/renovate#19817).
 * Only the query of the link is used. A link to something else stays unchanged, and the request to
 * it is refused.
 *
 * @param pageUrl the URL of the page with the link
 * @param resource the path below the API's root: `/repositories/1/issues`
 */
export function rebaseLink(link: string, pageUrl: string, resource: string): string {
  return link.replace(/<([^<>]+)>(?=;\s*rel="next")/, (whole, target: string) => {
    const page = new URL(pageUrl);
    const next = URL.parse(target, pageUrl);
    const isElsewhere = next !== null && next.origin !== page.origin;
    if (!isElsewhere || !next.pathname.endsWith(resource)) return whole;
    page.search = next.search;
    return `<${page.href}>`;
  });
}
