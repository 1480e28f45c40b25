import { createUrls, type Urls } from "../urls.ts";
import { type RecordedRest, restOf, withRest } from "./recorded-rest.ts";

/** A view that returns what was recorded of a record, until the truth about it changes. */
export interface RecordableView<Source, View> {
  (source: Source, urls: Urls): View;
  /** Keeps what a recorded answer about this record says beyond the truth. */
  keep(source: Source, recorded: object): void;
}

/** Where recorded addresses lead. */
const RECORDED_ORIGIN = "https://api.github.com";

/**
 * Makes a view recordable.
 *
 * @param leftOut - Keys that this view leaves out of the recorded answer, which another shows.
 */
export function recordable<Source extends object, View>(
  view: (source: Source, urls: Urls) => View,
  leftOut: readonly string[] = [],
): RecordableView<Source, View> {
  const rests = new WeakMap<Source, RecordedRest>();
  const show = (source: Source, urls: Urls): View => {
    const emitted = view(source, urls);
    const rest = rests.get(source);
    return rest === undefined ? emitted : showRecorded(rest, emitted, urls);
  };
  const keep = (source: Source, recorded: object) => {
    const shown = Object.entries(recorded).filter(([key]) => !leftOut.includes(key));
    const rest = restOf(Object.fromEntries(shown), view(source, createUrls(RECORDED_ORIGIN)));
    if (rest !== undefined) {
      rests.set(source, rest);
    }
  };
  return Object.assign(show, { keep });
}

/** Addresses are compared and kept as recorded, and lead to the asked origin when they leave. */
function showRecorded<View>(rest: RecordedRest, emitted: View, { origin }: Urls): View {
  if (origin === RECORDED_ORIGIN) {
    return withRest(rest, emitted) as View;
  }
  const comparable = rebase(emitted, origin, RECORDED_ORIGIN);
  return rebase(withRest(rest, comparable), RECORDED_ORIGIN, origin) as View;
}

/** Leads the addresses in an answer from one origin to another; texts that merely name one stay. */
function rebase(value: unknown, from: string, to: string, key = ""): unknown {
  if (typeof value === "string") {
    return /(^|_)(url|href)$/.test(key) && value.startsWith(`${from}/`)
      ? to + value.slice(from.length)
      : value;
  }
  if (Array.isArray(value)) {
    return value.map((item) => rebase(item, from, to));
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, rebase(item, from, to, name)]),
  );
}
