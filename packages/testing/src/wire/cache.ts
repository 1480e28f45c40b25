import type { Clock } from "../clock.ts";
import type { CachedFault } from "../faults/fault.ts";
import type { WireRequest, WireResponse } from "./wire-message.ts";

/** What keeps answers between the caller and GitHub. GitHub, and so the ledger, never sees what it answers. */
export interface Cache {
  /** The answer that is kept, if there is one. */
  read(request: WireRequest, fault: CachedFault): WireResponse | undefined;
  /** Keeps a good answer. */
  keep(request: WireRequest, response: WireResponse): void;
}

/** Creates an empty cache. It doesn't look at headers, as a framework's doesn't. */
export function createCache({ now }: Pick<Clock, "now">): Cache {
  const kept = new Map<string, { readonly response: WireResponse; readonly atMs: number }>();
  const keyOf = ({ method, url, body }: WireRequest) => `${method} ${url} ${body ?? ""}`;
  return {
    read(request, { age = false }) {
      const found = kept.get(keyOf(request));
      if (!found || !age) {
        return found?.response;
      }
      const seconds = Math.floor((now().getTime() - found.atMs) / 1000);
      const { response } = found;
      return { ...response, headers: { ...response.headers, age: String(seconds) } };
    },
    keep(request, response) {
      if (response.status === 200) {
        kept.set(keyOf(request), { response, atMs: now().getTime() });
      }
    },
  };
}
