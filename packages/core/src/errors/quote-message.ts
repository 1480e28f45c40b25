const longest = 200;

/** What GitHub says, fit to stand in a message of ours: one line, not long, without the query strings of its addresses. */
export function quoteMessage(message: string): string {
  const line = message
    .replace(/(https?:\/\/[^\s?]*)\?\S*/g, "$1")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
  return line.length > longest ? `${line.slice(0, longest - 3)}...` : line;
}
