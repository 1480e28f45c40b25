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
