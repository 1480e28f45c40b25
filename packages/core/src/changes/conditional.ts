import type { ListPage } from "../github/github-client.ts";
import type { StoredETag } from "../ports/sync-state.ts";

/** The ETag to ask with: only the one that this credential was given for this very URL. */
export function etagToSend(
  stored: StoredETag | undefined,
  credentialId: string,
  url: string,
): string | undefined {
  return stored?.credentialId === credentialId && stored.url === url ? stored.value : undefined;
}

/** A page's ETag as a part of the checkpoint that ends the pass. */
export function etagToStore(
  page: Pick<ListPage<unknown>, "etag" | "url">,
  credentialId: string,
): { readonly etag?: StoredETag } {
  if (page.etag === undefined) return {};
  return { etag: { credentialId, url: page.url, value: page.etag } };
}
