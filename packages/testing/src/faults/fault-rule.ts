import type { FakeRequest } from "../wire/fake-request.ts";
import type { Fault } from "./fault.ts";

/** Which requests a fault matches. An absent property matches all. */
export interface FaultMatch {
  /** Path with query: all of it, or what it matches. */
  readonly path?: RegExp | string;
  /** GraphQL operation, or the REST route as GitHub's reference writes it. */
  readonly operation?: RegExp | string;
  /** Only this one of the matching requests, from 1. */
  readonly nth?: number;
}

/** A fault, and the requests that get it. */
export interface FaultRule {
  /** @defaultValue every request */
  readonly when?: FaultMatch | ((request: FakeRequest) => boolean);
  /** How many requests get it. @defaultValue all, until it is removed */
  readonly times?: number;
  readonly fault: Fault;
}

/** Creates a function that returns the rule's fault for a request, if it matches. */
export function createFaultMatcher(rule: FaultRule): (request: FakeRequest) => Fault | undefined {
  const { when = {}, times = Number.POSITIVE_INFINITY, fault } = rule;
  let fitting = 0;
  let matched = 0;
  return (request) => {
    const fits = typeof when === "function" ? when(request) : isMeant(when, request);
    if (!fits || matched >= times || !concerns(fault, request)) {
      return undefined;
    }
    fitting += 1;
    if (typeof when !== "function" && when.nth !== undefined && fitting !== when.nth) {
      return undefined;
    }
    matched += 1;
    return fault;
  };
}

/** Kinds of GraphQL skip REST requests, and do not count them. */
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
