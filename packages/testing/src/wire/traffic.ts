import type { Clock } from "../clock.ts";
import type { Settings } from "../fake-github-options.ts";
import type { FakeRequest } from "./fake-request.ts";
import type { Identity } from "./identity.ts";
import type { Limits } from "./limit-options.ts";

/** The two halves whose points the secondary limits count apart. */
export type Api = "graphql" | "rest";

/** What is under way and what the last minute held, for the secondary limits. */
export interface Traffic {
  /** Counts a request as under way. */
  enter(): Passage;
  /** Writes down what an answer cost. */
  spend(identity: Identity, spent: Spending): void;
  /** Whether the secondary limits refuse this request. */
  refuses(identity: Identity, api: Api, passage: Passage): boolean;
}

/** A request under way. */
export interface Passage {
  /** Which of those that were under way when it came, counting itself. */
  readonly place: number;
  /** Ends it. */
  leave(): void;
}

/** What an answer cost of the secondary limits. */
export interface Spending {
  readonly api: Api;
  readonly points: number;
  readonly tookMs: number;
}

const MINUTE_MS = 60_000;

/** Creates the count; it remembers a minute per identity while the secondary limits are on. */
export function createTraffic(clock: Pick<Clock, "now">, limits: Limits["secondary"]): Traffic {
  const minutes = new Map<string, (Spending & { readonly atMs: number })[]>();
  let inFlight = 0;
  const lastMinute = ({ key }: Identity) => {
    const since = clock.now().getTime() - MINUTE_MS;
    const recent = (minutes.get(key) ?? []).filter(({ atMs }) => atMs > since);
    minutes.set(key, recent);
    return recent;
  };
  return {
    enter() {
      inFlight += 1;
      return {
        place: inFlight,
        leave() {
          inFlight -= 1;
        },
      };
    },
    spend(identity, spent) {
      if (limits !== undefined) {
        lastMinute(identity).push({ ...spent, atMs: clock.now().getTime() });
      }
    },
    refuses(identity, api, { place }) {
      if (limits === undefined) {
        return false;
      }
      const recent = lastMinute(identity);
      const ofApi = recent.filter((spent) => spent.api === api);
      return (
        place > limits.concurrent ||
        sum(ofApi, "points") >= (api === "rest" ? limits.restPoints : limits.graphqlPoints) ||
        sum(recent, "tookMs") >= limits.cpuMs ||
        (api === "graphql" && sum(ofApi, "tookMs") >= limits.graphqlCpuMs)
      );
    },
  };
}

function sum(spendings: readonly Spending[], key: "points" | "tookMs"): number {
  return spendings.reduce((total, spent) => total + spent[key], 0);
}

const READS = new Set(["GET", "HEAD", "OPTIONS"]);

const WRITE_POINTS = 5;

/** What an answer costs of the secondary limits. Source: "Calculating points for the secondary rate limit". */
export function secondaryPoints(
  { method, path }: Pick<FakeRequest, "method" | "path">,
  status: number,
  { notModifiedPoints }: Pick<Settings, "notModifiedPoints">,
): number {
  if (status === 304) {
    return notModifiedPoints;
  }
  return READS.has(method) || path === "/graphql" ? 1 : WRITE_POINTS;
}
