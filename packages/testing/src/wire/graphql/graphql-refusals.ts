import type { GraphqlTimeoutFault } from "../../faults/fault.ts";
import { htmlAnswer } from "../../faults/fault-answer.ts";
import { type Answer, type JsonContent, jsonAnswer } from "../answer.ts";
import type { Identity } from "../identity.ts";

const TOO_LONG =
  "Something went wrong while executing your query. This may be the result of a timeout, or it could be a GitHub bug. Please include `FA4E:00000000` when reporting this issue.";

/** The points of the window are spent. The two forms of the error are both observed. */
export function pointsSpent(
  { id }: Identity,
  type: "RATE_LIMIT" | "RATE_LIMITED",
  status = 200,
): JsonContent {
  const error =
    type === "RATE_LIMIT"
      ? {
          type,
          code: "graphql_rate_limit",
          message: `API rate limit already exceeded for user ID ${id}.`,
        }
      : { type, message: `API rate limit exceeded for user ID ${id}.` };
  return { status, body: { errors: [error] } };
}

/** The query was given up, as JSON without data or as a proxy's page. */
export function timedOut(operation: string, { status = 502, html }: GraphqlTimeoutFault): Answer {
  return html
    ? htmlAnswer(operation, status)
    : jsonAnswer(operation, { status, body: { data: null, errors: [{ message: TOO_LONG }] } });
}
