import { GhsyncError } from "../model/ghsync-error.ts";
import {
  asksToWait,
  classifyResponse,
  namesSecondaryLimit,
  rateLimitError,
} from "./classify-response.ts";
import { type Asked, type DoorResponse, originOf, type ResponseFacts } from "./exchange.ts";
import {
  cutMessage,
  type GraphQLItemError,
  queryTooHeavy,
  quoteMessage,
  tellsTooHeavy,
} from "./graphql-errors.ts";

/** Characters of a page that are looked at: a page of GitHub's begins with its styles. */
const longestPage = 20_000;

/** Far above what GitHub lets one query cost. */
const mostPoints = 100_000;

interface GraphQLError {
  readonly type?: string;
  readonly message?: string;
  /** What is wrong with the query itself has a code in these, such as `undefinedField`. */
  readonly extensions?: { readonly code?: string };
}

type GraphQLErrors = readonly GraphQLError[];

/** The errors of a GraphQL body, their messages cut. What stands there in another shape counts as an error that says nothing. */
function errorsOf({ errors }: { readonly errors?: unknown }): readonly GraphQLItemError[] {
  if (errors === undefined || errors === null) return [];
  return (Array.isArray(errors) ? errors : [errors]).map((error: unknown) => {
    const given = typeof error === "object" && error !== null ? error : {};
    return { ...given, message: cutMessage((given as { message?: unknown }).message) };
  });
}

interface GraphQLBody {
  readonly data?: { readonly rateLimit?: { readonly cost?: unknown } | null } | null;
  readonly errors?: unknown;
}

/** What an answer means, apart from its content. */
export interface Verdict {
  /** GraphQL points that it cost. */
  readonly points: number;
  readonly error: GhsyncError | undefined;
}

/**
 * Cuts the messages of a GraphQL answer's errors, and gives every error the shape of one, in place: Octokit's plugins and the callers
 * read them too.
 */
export function tidyErrors({ data }: DoorResponse): void {
  if (typeof data !== "object" || data === null || !("errors" in data)) return;
  data.errors = errorsOf(data);
}

/** Judges an answer by status, headers and the shape of its body. Pure. */
export function judgeResponse(
  response: DoorResponse,
  asked: Pick<ResponseFacts, "request" | "graphql" | "date" | "limitsInARow"> &
    Partial<Pick<Asked, "byClient">>,
): Verdict {
  const { status, headers, data } = response;
  const facts = { ...asked, status, headers, ...wordsOf(data) };
  if (status >= 400) return { points: 0, error: classifyResponse(facts) };
  // GraphQL's may stand beside data.
  if (namesSecondaryLimit(facts) && (typeof data === "string" || !facts.graphql)) {
    return { points: 0, error: rateLimitError(facts) };
  }
  // A list that is told by another status is a part of one (206), or none: a strategy alone makes something (201).
  if (status !== 200 && asked.byClient) return { points: 0, error: notAnAnswer(facts) };
  // Octokit answers a body that broke off as text, and its paginator then reads an empty list.
  if (typeof data !== "object" || data === null) return { points: 0, error: notWhole(facts) };
  if (headers["partial-results"] !== undefined) return { points: 0, error: notAll(facts) };
  return facts.graphql ? judgeGraphQL(data, facts) : { points: 0, error: undefined };
}

function judgeGraphQL(body: GraphQLBody, facts: ResponseFacts): Verdict {
  const { data } = body;
  const errors = errorsOf(body);
  const points = pointsOf(data?.rateLimit?.cost);
  const isWhole = Boolean(data) && errors.length === 0;
  if (!isWhole && tellsLimit(errors, facts)) {
    return { points, error: rateLimitError(withErrors(facts, errors)) };
  }
  if (data) return { points, error: undefined };
  if (tellsTooHeavy(errors)) return { points, error: queryTooHeavy(originOf(facts)) };
  const reason = quoteMessage(errors[0]?.message || facts.message || "it answered without data");
  return { points, error: withoutData(reason, errors, facts) };
}

/** What is no price costs nothing: it is stored as a number. */
function pointsOf(cost: unknown): number {
  return typeof cost === "number" && Number.isInteger(cost) && cost > 0 && cost <= mostPoints
    ? cost
    : 0;
}

function tellsLimit(errors: GraphQLErrors, facts: ResponseFacts): boolean {
  // GitHub uses both names, each with status 200; GitHub Enterprise Server without any header.
  if (errors.some(({ type }) => type === "RATE_LIMITED" || type === "RATE_LIMIT")) return true;
  // A secondary limit has no type.
  return asksToWait(withErrors(facts, errors));
}

function withErrors(facts: ResponseFacts, errors: GraphQLErrors): ResponseFacts {
  return { ...facts, message: [facts.message, ...errors.map(({ message }) => message)].join("\n") };
}

/** For the moment, unless GitHub names what will be no other the next time: then REST stands in for the rest of the run. */
function withoutData(reason: string, errors: GraphQLErrors, facts: ResponseFacts): GhsyncError {
  const message = `GitHub refused ${facts.request}: ${reason}`;
  const lasts = errors.some(({ type, extensions }) => extensions?.code || !isPassing(type));
  const githubType = errors[0]?.type;
  return lasts
    ? new GhsyncError("access_denied", message, {
        ...originOf(facts),
        userActionable: true,
        githubType,
      })
    : new GhsyncError("transient", message, { ...originOf(facts), retryable: true });
}

const isPassing = (type: string | undefined) =>
  type === undefined || type === "INTERNAL" || type === "SERVICE_UNAVAILABLE";

function notAnAnswer({ request, status }: ResponseFacts): GhsyncError {
  const message = `GitHub's answer to ${request} has status ${status}, which its API does not use there: look at any proxy before GitHub.`;
  return new GhsyncError("transient", message, { status, retryable: true });
}

function notWhole({ request, status }: ResponseFacts): GhsyncError {
  return new GhsyncError(
    "transient",
    `GitHub's answer to ${request} is not whole JSON; a proxy before GitHub may answer so.`,
    {
      status,
      retryable: true,
    },
  );
}

// Organisations that ask for single sign-on are left out of an answer that looks whole.
function notAll({ request, status }: ResponseFacts): GhsyncError {
  return new GhsyncError(
    "access_denied",
    `GitHub left something out of its answer to ${request}: authorise the token for the organisation's single sign-on.`,
    { status, userActionable: true },
  );
}

function wordsOf(data: unknown): Pick<ResponseFacts, "message" | "documentationUrl" | "page"> {
  if (typeof data === "string") return { message: "", page: data.slice(0, longestPage) };
  const { message, documentation_url: documentationUrl } = (data ?? {}) as {
    readonly message?: unknown;
    readonly documentation_url?: unknown;
  };
  return { message: cutMessage(message), documentationUrl: cutMessage(documentationUrl) };
}
