import type { RestContext } from "./rest-context.ts";

/** A relation of a `Link` header and the parameters that its address sets. */
export type LinkRelation = readonly [rel: string, parameters: Readonly<Record<string, string>>];

/**
 * The `Link` header of a list: addresses by the repository's id that echo what the caller sent,
 * letter for letter. Source: "Using pagination in the REST API". No relation, no header.
 */
export function linkHeader(
  { urls, repository, path, search }: RestContext,
  relations: readonly LinkRelation[],
  dropped: readonly string[] = [],
): { link?: string } {
  if (relations.length === 0) {
    return {};
  }
  const pieces = search.slice(1).split("&").filter(Boolean);
  const links = relations.map(([rel, parameters]) => {
    const left = new URLSearchParams(parameters);
    const kept = pieces.flatMap((piece) => {
      const name = nameOf(piece);
      if (!dropped.includes(name) && parameters[name] === undefined) {
        return [piece];
      }
      const value = left.get(name);
      left.delete(name);
      return value === null ? [] : [String(new URLSearchParams({ [name]: value }))];
    });
    const sent = [...kept, ...(left.size > 0 ? [String(left)] : [])].join("&");
    return `<${urls.origin}/repositories/${repository.id}${path}?${sent}>; rel="${rel}"`;
  });
  return { link: links.join(", ") };
}

function nameOf(piece: string): string {
  return new URLSearchParams(piece).keys().next().value ?? "";
}
