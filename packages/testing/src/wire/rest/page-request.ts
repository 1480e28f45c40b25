const DEFAULT_PER_PAGE = 30;
const MAX_PER_PAGE = 100;

/** `per_page`: 30 by default, clamped to 100 rather than refused. */
export function perPageOf(query: URLSearchParams): number {
  const asked = Number.parseInt(query.get("per_page") ?? "", 10);
  return asked >= 1 ? Math.min(asked, MAX_PER_PAGE) : DEFAULT_PER_PAGE;
}

/** `page`, from 1. */
export function pageOf(query: URLSearchParams): number {
  return Math.max(1, Number.parseInt(query.get("page") ?? "", 10) || 1);
}
