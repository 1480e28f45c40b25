import type { RestContext } from "./rest-context.ts";

/** A relation of a `Link` header and the parameters that its address sets. */
export type LinkRelation = readonly [rel: string, parameters: Readonly<Record<string, string>>];

/**
 * The `Link` header of a list: addresses by the repository's id that echo what the caller sent.
 * Source: "Using pagination in the REST API". No relation, no header.
 */
export function linkHeader(
  { urls, repository, path, query }: RestContext,
  relations: readonly LinkRelation[],
  dropped: readonly string[] = [],
): { link?: string } {
  if (relations.length === 0) {
    return {};
  }
  const links = relations.map(([rel, parameters]) => {
    const sent = new URLSearchParams(query);
    for (const name of dropped) {
      sent.delete(name);
    }
    for (const [name, value] of Object.entries(parameters)) {
      sent.set(name, value);
    }
    return `<${urls.origin}/repositories/${repository.id}${path}?${sent}>; rel="${rel}"`;
  });
  return { link: links.join(", ") };
}
