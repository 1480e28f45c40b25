import { longestAdviceMs } from "../errors/retry-after.ts";
import { createDateMemory, type DateMemory } from "./date-memory.ts";
import { createGate, type Gate } from "./gate.ts";
import { createPace, type Pace } from "./pace.ts";
import { createStrategyKeeper, type StrategyKeeper } from "./strategy-keeper.ts";

/** What GitHub counts apart: REST requests and GraphQL points. */
export type Pool = "rest" | "graphql";

export const pools: readonly Pool[] = ["rest", "graphql"];

/** Points a minute. GitHub docs, "Rate limits for the REST API", "About secondary rate limits": a read is one point. */
const perMinute: { readonly [P in Pool]: number } = { rest: 900, graphql: 2000 };

/** What the headers of an answer tell of a primary limit. */
export interface LimitReading {
  readonly limit: number;
  readonly remaining: number;
  readonly resetAt: Date;
}

/** What requests have shown of a credential. */
export interface CredentialKnowledge {
  /** False once GitHub has refused a query that names teams: a classic token needs the scope `read:org`. */
  namesTeams: boolean;
}

/** All that a process knows of one credential, at one API: its limits, its way out, what signs for it. Every client of the credential shares it. */
export interface Quota {
  /** GitHub's clock less the local one, as of the last answer, in milliseconds. */
  skewMs: number;
  /** Limits met in a row, each once what closed before had opened again: GitHub asks for waits that grow with them. */
  readonly limitsInARow: { [P in Pool]: number };
  readonly gate: Pick<Gate, "pass">;
  readonly strategy: StrategyKeeper;
  readonly knowledge: CredentialKnowledge;
  /** The `Date` of the last answers, by address. */
  readonly dates: DateMemory;
  /** GitHub's id of the last requests, by address: a cache may put its own `Date` on what it keeps. */
  readonly requestIds: DateMemory;
  readonly pace: { readonly [P in Pool]: Pace };
  /** Until when nothing may be sent, by the local clock; `undefined` if something may. */
  closedUntil(pool: Pool, now: Date): Date | undefined;
  /** A request was not answered, or not in time: who waits for the first answer need not wait as long, one after the other. */
  noteSilence(): void;
  /** A limit was met: nothing more before `until`, by the local clock. A later end stands. */
  close(pool: Pool, until: Date): void;
  /** Takes note of a good answer: GitHub has answered. */
  noteGood(): void;
}

/** Creates a quota of which nothing is known. */
export function createQuota(): Quota {
  const gate = createGate();
  const closed = new Map<Pool, Date>();
  const close = (pool: Pool, until: Date) => {
    gate.prove(false);
    const before = closed.get(pool);
    const isLater = !before || before < until;
    // What no limit can be was closed before the clock was set back.
    const isOver = before && before.getTime() - until.getTime() > longestAdviceMs;
    if (isLater || isOver) closed.set(pool, until);
  };
  return {
    skewMs: 0,
    limitsInARow: { rest: 0, graphql: 0 },
    gate,
    strategy: createStrategyKeeper(),
    knowledge: { namesTeams: true },
    dates: createDateMemory(),
    requestIds: createDateMemory(),
    pace: { rest: createPace(perMinute.rest), graphql: createPace(perMinute.graphql) },
    closedUntil(pool, now) {
      const until = closed.get(pool);
      if (!until || until <= now) return undefined;
      // No limit lasts longer: the clock was set back since, or is another machine's.
      return until.getTime() - now.getTime() <= longestAdviceMs ? until : undefined;
    },
    close,
    noteSilence: () => gate.prove(true),
    noteGood: () => gate.prove(true),
  };
}
