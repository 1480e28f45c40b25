import { defaultBaseUrl } from "./build-octokit.ts";

/** Which API an address names, however it is spelt. Holds no user, password or query string. */
export function apiRootOf(baseUrl: string = defaultBaseUrl): string {
  const { origin, pathname } = new URL(baseUrl);
  return `${origin}${pathname}`.replace(/\/+$/, "");
}
