import type { RateResource } from "./wire/rate-limit.ts";

/** A call and its answer. */
export interface LedgerEntry {
  readonly at: Date;
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** 0 for a connection that broke, or stayed without an answer. */
  readonly status: number;
  /** Points of the GraphQL limit that it cost. */
  readonly points?: number;
  /** The primary limit that it counted against. */
  readonly resource?: RateResource;
  /** Requests or points of the primary limit that it cost. */
  readonly primary: number;
  /** Points of the secondary limits that it cost. */
  readonly secondary: number;
  /** A GraphQL operation's name, or the REST route as GitHub's reference writes it. */
  readonly operation: string;
  /** Full name of the repository that it was about, if it was about one. */
  readonly repository?: string;
}

/** The sums of a number of calls. */
export interface LedgerSummary {
  readonly requests: number;
  readonly rest: number;
  readonly graphql: number;
  /** Points of the GraphQL limit. */
  readonly points: number;
  /** Answers of status 304. */
  readonly notModified: number;
  /** Answers of status 400 and above, broken connections and missing answers. */
  readonly failed: number;
  /** What was charged of each primary limit. */
  readonly primary: Readonly<Record<RateResource, number>>;
  /** Points of the secondary limits. */
  readonly secondary: number;
  /** The most secondary points in any minute, which GitHub bounds by 900 and 2,000. */
  readonly busiestMinute: { readonly rest: number; readonly graphql: number };
  /** The most requests that were under way at once. */
  readonly mostConcurrent: number;
}

/** Every call that this GitHub got, in the order of its answers. */
export interface Ledger {
  readonly entries: readonly LedgerEntry[];
  summary(): LedgerSummary;
  /** Forgets all calls so far. */
  clear(): void;
}

/** A ledger that can be written to. */
export interface WritableLedger extends Ledger {
  add(entry: LedgerEntry): void;
  /** Notes how many requests are under way. */
  noteConcurrency(inFlight: number): void;
}

/** Creates an empty ledger. */
export function createLedger(): WritableLedger {
  const entries: LedgerEntry[] = [];
  let mostConcurrent = 0;
  return {
    entries,
    add(entry) {
      entries.push(entry);
    },
    noteConcurrency(inFlight) {
      mostConcurrent = Math.max(mostConcurrent, inFlight);
    },
    summary: () => ({ ...summarizeCalls(entries), mostConcurrent }),
    clear() {
      entries.length = 0;
      mostConcurrent = 0;
    },
  };
}

function summarizeCalls(entries: readonly LedgerEntry[]): Omit<LedgerSummary, "mostConcurrent"> {
  const count = (test: (entry: LedgerEntry) => boolean) => entries.filter(test).length;
  const sum = (worth: (entry: LedgerEntry) => number) =>
    entries.reduce((total, entry) => total + worth(entry), 0);
  const charged = (resource: RateResource) =>
    sum((entry) => (entry.resource === resource ? entry.primary : 0));
  const [rest, graphql] = [
    entries.filter(({ path }) => path !== "/graphql"),
    entries.filter(({ path }) => path === "/graphql"),
  ];
  return {
    requests: entries.length,
    rest: rest.length,
    graphql: graphql.length,
    points: sum(({ points }) => points ?? 0),
    notModified: count(({ status }) => status === 304),
    failed: count(({ status }) => status === 0 || status >= 400),
    primary: {
      core: charged("core"),
      graphql: charged("graphql"),
      search: charged("search"),
    },
    secondary: sum(({ secondary }) => secondary),
    busiestMinute: { rest: busiestMinute(rest), graphql: busiestMinute(graphql) },
  };
}

const MINUTE_MS = 60_000;

/** The most secondary points in any 60 seconds of calls. */
export function busiestMinute(entries: readonly Pick<LedgerEntry, "at" | "secondary">[]): number {
  const inOrder = entries.toSorted((a, b) => a.at.getTime() - b.at.getTime());
  let first = 0;
  let points = 0;
  let most = 0;
  for (const { at, secondary } of inOrder) {
    points += secondary;
    for (let oldest = inOrder[first]; oldest && isOver(oldest.at, at); oldest = inOrder[first]) {
      points -= oldest.secondary;
      first += 1;
    }
    most = Math.max(most, points);
  }
  return most;
}

function isOver(then: Date, now: Date): boolean {
  return now.getTime() - then.getTime() >= MINUTE_MS;
}
