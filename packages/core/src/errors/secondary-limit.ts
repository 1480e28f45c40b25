import type { ResponseFacts } from "./response-facts.ts";

/** What an answer says, however it says it. */
export type Words = Partial<Pick<ResponseFacts, "message" | "documentationUrl" | "page">>;

const words = /abuse\s+detection\s+mechanism|secondary\s+rate\s+limit/i;

/** `#about-secondary-rate-limits`, `#secondary-rate-limits` and, of old, `#abuse-rate-limits`. */
const anchor = /#(about-)?(secondary|abuse)-rate-limits/i;

/**
 * Whether an answer names a secondary rate limit: in GitHub's message, by its `documentation_url` alone, or inside an HTML page. A
 * page that names none proves nothing: proxies and firewalls answer with pages too. Pure.
 */
export function namesSecondaryLimit({
  message = "",
  documentationUrl = "",
  page = "",
}: Words): boolean {
  return words.test(message) || anchor.test(documentationUrl) || words.test(page);
}
