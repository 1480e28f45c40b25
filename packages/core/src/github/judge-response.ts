import { GhsyncError } from "../model/ghsync-error.ts";
import {
  asksToWait,
  classifyResponse,
  namesSecondaryLimit,
  rateLimitError,
} from "./classify-response.ts";
import {
  originOf,
  type RequestFacts,
  type ResponseFacts,
  type TransportResponse,
} from "./exchange.ts";
import {
  type GraphQLItemError,
  isTooHeavy,
  queryTooHeavy,
  quoteMessage,
  truncateMessage,
} from "./graphql-errors.ts";

/** The number of characters of a page that are searched: GitHub's pages begin with their styles. */
const maxPageLength = 20_000;

/** Far above the highest cost that GitHub allows for one query. */
const maxPoints = 100_000;

interface GraphQLError {
  readonly type?: string;
  readonly message?: string;
  /** An error in the query itself has a code here, such as `undefinedField`. */
  readonly extensions?: { readonly code?: string };
}

type GraphQLErrors = readonly GraphQLError[];

/**
 * Returns the errors of a GraphQL body with truncated messages. A malformed error counts as one
 * without a message.
 */
function errorsOf({ errors }: { readonly errors?: unknown }): readonly GraphQLItemError[] {
  if (errors === undefined || errors === null) return [];
  return (Array.isArray(errors) ? errors : [errors]).map((error: unknown) => {
    const given = typeof error === "object" && error !== null ? error : {};
    return { ...given, message: truncateMessage((given as { message?: unknown }).message) };
  });
}

interface GraphQLBody {
  readonly data?: { readonly rateLimit?: { readonly cost?: unknown } | null } | null;
  readonly errors?: unknown;
}

/** The meaning of a response, apart from its content. */
export interface Verdict {
  /** The response's cost in GraphQL points. */
  readonly points: number;
  readonly error: GhsyncError | undefined;
}

/**
 * Normalizes a GraphQL response's errors in place: truncates their messages, and gives malformed
 * ones the shape of an error. Octokit's plugins and the callers read them too.
 */
export function normalizeErrors({ data }: TransportResponse): void {
  if (typeof data !== "object" || data === null || !("errors" in data)) return;
  data.errors = errorsOf(data);
}

/** Judges a response by status, headers and the shape of its body. Pure. */
export function judgeResponse(
  response: TransportResponse,
  request: Pick<ResponseFacts, "request" | "graphql" | "date" | "limitsInARow"> &
    Partial<Pick<RequestFacts, "byClient">>,
): Verdict {
  const { status, headers, data } = response;
  const facts = { ...request, status, headers, ...textsOf(data) };
  if (status >= 400) return { points: 0, error: classifyResponse(facts) };
  // A GraphQL response may name a limit in errors beside its data.
  if (namesSecondaryLimit(facts) && (typeof data === "string" || !facts.graphql)) {
    return { points: 0, error: rateLimitError(facts) };
  }
  // A list with another status is incomplete (206) or not a list. Only a strategy's request creates
  // something (201).
  if (status !== 200 && request.byClient) return { points: 0, error: unexpectedStatus(facts) };
  // Octokit returns an incomplete body as text, and its paginator would read an empty list.
  if (typeof data !== "object" || data === null) return { points: 0, error: incompleteJson(facts) };
  if (headers["partial-results"] !== undefined) return { points: 0, error: partialResults(facts) };
  return facts.graphql ? judgeGraphQL(data, facts) : { points: 0, error: undefined };
}

function judgeGraphQL(body: GraphQLBody, facts: ResponseFacts): Verdict {
  const { data } = body;
  const errors = errorsOf(body);
  const points = pointsOf(data?.rateLimit?.cost);
  const isWhole = Boolean(data) && errors.length === 0;
  if (!isWhole && isLimit(errors, facts)) {
    return { points, error: rateLimitError(withErrors(facts, errors)) };
  }
  if (data) return { points, error: undefined };
  if (isTooHeavy(errors)) return { points, error: queryTooHeavy(originOf(facts)) };
  const reason = quoteMessage(errors[0]?.message || facts.message || "the response has no data");
  return { points, error: withoutData(reason, errors, facts) };
}

/** An invalid cost counts as 0: the store holds the sum as a number. */
function pointsOf(cost: unknown): number {
  return typeof cost === "number" && Number.isInteger(cost) && cost > 0 && cost <= maxPoints
    ? cost
    : 0;
}

function isLimit(errors: GraphQLErrors, facts: ResponseFacts): boolean {
  // GitHub uses both names, each with status 200. GitHub Enterprise Server sends no header with
  // them.
  if (errors.some(({ type }) => type === "RATE_LIMITED" || type === "RATE_LIMIT")) return true;
  // A secondary limit has no type.
  return asksToWait(withErrors(facts, errors));
}

function withErrors(facts: ResponseFacts, errors: GraphQLErrors): ResponseFacts {
  return { ...facts, message: [facts.message, ...errors.map(({ message }) => message)].join("\n") };
}

/**
 * The failure is temporary unless an error's type or code shows that it will recur. After a lasting
 * one, the run falls back to REST.
 */
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

function unexpectedStatus({ request, status }: ResponseFacts): GhsyncError {
  const message = `GitHub's response to ${request} has status ${status}, which its API does not use there: check any proxy before GitHub.`;
  return new GhsyncError("transient", message, { status, retryable: true });
}

function incompleteJson({ request, status }: ResponseFacts): GhsyncError {
  return new GhsyncError(
    "transient",
    `GitHub's response to ${request} is not complete JSON: check any proxy before GitHub.`,
    {
      status,
      retryable: true,
    },
  );
}

// GitHub leaves out organizations that require single sign-on, and the response looks complete.
function partialResults({ request, status }: ResponseFacts): GhsyncError {
  return new GhsyncError(
    "access_denied",
    `GitHub's response to ${request} is incomplete: authorize the token for the organization's single sign-on.`,
    { status, userActionable: true },
  );
}

function textsOf(data: unknown): Pick<ResponseFacts, "message" | "documentationUrl" | "page"> {
  if (typeof data === "string") return { message: "", page: data.slice(0, maxPageLength) };
  const { message, documentation_url: documentationUrl } = (data ?? {}) as {
    readonly message?: unknown;
    readonly documentation_url?: unknown;
  };
  return { message: truncateMessage(message), documentationUrl: truncateMessage(documentationUrl) };
}
