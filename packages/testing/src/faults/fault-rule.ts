import type { FakeRequest } from "../wire/fake-request.ts";
import type { Fault } from "./fault.ts";

/** Which requests a fault is meant for; what is absent fits every one. */
export interface FaultMatch {
  /** Path with query: all of it, or what it matches. */
  readonly path?: RegExp | string;
  /** GraphQL operation, or the REST route as GitHub's reference writes it. */
  readonly operation?: RegExp | string;
  /** Only this one of the requests that fit, from 1. */
  readonly nth?: number;
}

/** A fault and when it strikes. */
export interface FaultRule {
  /** @defaultValue every request */
  readonly when?: FaultMatch | ((request: FakeRequest) => boolean);
  /** How often it strikes. @defaultValue until it is removed */
  readonly times?: number;
  readonly fault: Fault;
}

/** Asks a rule about one request after the other. */
export function createStrike(rule: FaultRule): (request: FakeRequest) => Fault | undefined {
  const { when = {}, times = Number.POSITIVE_INFINITY, fault } = rule;
  let fitting = 0;
  let struck = 0;
  return (request) => {
    const fits = typeof when === "function" ? when(request) : isMeant(when, request);
    if (!fits || struck >= times || !concerns(fault, request)) {
      return undefined;
    }
    fitting += 1;
    if (typeof when !== "function" && when.nth !== undefined && fitting !== when.nth) {
      return undefined;
    }
    struck += 1;
    return fault;
  };
}

/** GraphQL's own kinds pass REST by, without being used up. */
function concerns({ kind }: Fault, { path }: FakeRequest): boolean {
  return !kind.startsWith("graphql-") || path === "/graphql";
}

function isMeant({ path, operation }: FaultMatch, request: FakeRequest): boolean {
  return (
    (path === undefined || matches(path, request.path)) &&
    (operation === undefined || matches(operation, request.operation))
  );
}

function matches(pattern: RegExp | string, text: string): boolean {
  return typeof pattern === "string" ? pattern === text : text.search(pattern) >= 0;
}
