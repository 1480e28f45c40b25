import { GhsyncError } from "../errors/ghsync-error.ts";

/** @throws GhsyncError `response_invalid` if GitHub sent no instant */
export function parseInstant(value: unknown): Date {
  // A year of five digits needs a sign and a sixth.
  const text = typeof value === "string" ? value.replace(/^\d{5}-/, "+0$&") : Number.NaN;
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) throw unexpected("an instant", value);
  return date;
}

function unexpected(what: string, value: unknown): GhsyncError {
  // Octokit reads a number that is no safe integer as a bigint, which JSON does not know.
  const sent = JSON.stringify(value, (_, item) => (typeof item === "bigint" ? `${item}` : item));
  const message = `GitHub sent ${sent} where ${what} was expected.`;
  return new GhsyncError("response_invalid", message);
}
