import { repeatedPart } from "../json-text.ts";
import type { Urls } from "./urls.ts";

/**
 * Makes a view that is built, and written, once per request for the same record, however often it is
 * embedded. Addresses are made again for each request, so they identify it.
 */
export function oncePerRequest<Source extends object, View extends object>(
  view: (source: Source, urls: Urls) => View,
): (source: Source, urls: Urls) => View {
  const requests = new WeakMap<Urls, Map<Source, View>>();
  return (source, urls) => {
    const built = requests.get(urls) ?? new Map<Source, View>();
    requests.set(urls, built);
    const known = built.get(source) ?? repeatedPart(view(source, urls));
    built.set(source, known);
    return known;
  };
}
