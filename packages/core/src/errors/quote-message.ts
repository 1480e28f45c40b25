/** Characters that are read of a text from outside before any pattern sees it: patterns may take the square of its length. */
const longestRead = 2000;

/** Characters of it that stand in a message of ours. */
const longestQuoted = 200;

/** The beginning of a message of GitHub's; empty for what is no text. */
export function cutMessage(message: unknown): string {
  return typeof message === "string" ? message.slice(0, longestRead) : "";
}

/** What GitHub says, fit to stand in a message of ours: one line, not long, without the query strings of its addresses. */
export function quoteMessage(message: string): string {
  const line = cutMessage(message)
    .replace(/(https?:\/\/[^\s?]*)\?\S*/g, "$1")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
  return line.length > longestQuoted ? `${line.slice(0, longestQuoted - 3)}...` : line;
}
