/** A call as it was answered. */
export interface LedgerEntry {
  readonly at: Date;
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** 0 for a connection that was reset. */
  readonly status: number;
  /** Points of the GraphQL limit that it cost. */
  readonly points?: number;
  /** A GraphQL operation's name, or the REST route as GitHub's reference writes it. */
  readonly operation: string;
  /** Full name of the repository that it was about, if it was about one. */
  readonly repository?: string;
}

/** What a span of calls came to. */
export interface LedgerSummary {
  readonly requests: number;
  readonly rest: number;
  readonly graphql: number;
  /** Points of the GraphQL limit. */
  readonly points: number;
  /** Answers 304. */
  readonly notModified: number;
  /** Answers from 400 on, and reset connections. */
  readonly failed: number;
}

/** Every call that this GitHub got, in the order of its answers. */
export interface Ledger {
  readonly entries: readonly LedgerEntry[];
  summary(): LedgerSummary;
  /** Forgets all calls so far. */
  clear(): void;
}

/** A ledger as the side that writes it sees it. */
export interface WritableLedger extends Ledger {
  add(entry: LedgerEntry): void;
}

/** Creates an empty ledger. */
export function createLedger(): WritableLedger {
  const entries: LedgerEntry[] = [];
  const count = (test: (entry: LedgerEntry) => boolean) => entries.filter(test).length;
  return {
    entries,
    add(entry) {
      entries.push(entry);
    },
    summary() {
      const graphql = count(({ path }) => path === "/graphql");
      return {
        requests: entries.length,
        rest: entries.length - graphql,
        graphql,
        points: entries.reduce((points, entry) => points + (entry.points ?? 0), 0),
        notModified: count(({ status }) => status === 304),
        failed: count(({ status }) => status === 0 || status >= 400),
      };
    },
    clear() {
      entries.length = 0;
    },
  };
}
