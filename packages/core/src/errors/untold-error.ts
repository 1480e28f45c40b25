import { GhsyncError, isGhsyncError } from "./ghsync-error.ts";

const deepest = 8;

/** A line of a stack as V8 writes it. */
const frame = /^ {4}at .*(:\d+:\d+\)?|\(<anonymous>\)|\(index \d+\)|\(native\))$/;

/**
 * What a decryptor or a strategy has thrown, without what it says: a message may quote the token, which nobody here knows by then. The
 * class, the code and the place in the code stay, and so does the message of a {@link GhsyncError}, which holds no secret by its contract.
 */
export function untoldError(thrown: unknown, depth = 0): Error {
  if (!(thrown instanceof Error)) return new Error("It threw what is no Error.");
  const { cause } = thrown;
  const hasMore = cause instanceof Error && depth < deepest;
  const why = hasMore ? { cause: untoldError(cause, depth + 1) } : {};
  if (isGhsyncError(thrown)) {
    const { code, message, retryable, userActionable, resetAt, retryAfterMs, status, requestId } =
      thrown;
    const facts = { retryable, userActionable, resetAt, retryAfterMs, status, requestId };
    return withFrames(thrown, new GhsyncError(code, message, { ...facts, ...why }));
  }
  const name = wordOf(thrown.name) ?? "an error";
  const message = `It threw ${name}; the message is not kept, as it may quote the token.`;
  const code = wordOf((thrown as { readonly code?: unknown }).code);
  const error = withFrames(thrown, new Error(message, why));
  return code === undefined ? error : Object.assign(error, { code });
}

/** A class or a code as they are called, which no token is: `TypeError`, `ERR_OSSL_BAD_DECRYPT`. */
function wordOf(value: unknown): string | undefined {
  return typeof value === "string" && /^[A-Z][A-Za-z_]{2,40}$/.test(value) ? value : undefined;
}

/** Shows where the other error was made, which its stack says behind its message, line by line. */
function withFrames<Copy extends Error>({ message, stack = "" }: Error, copy: Copy): Copy {
  const at = message === "" ? -1 : stack.indexOf(message);
  const lines =
    at === -1
      ? []
      : stack
          .slice(at + message.length)
          .split("\n")
          .slice(1);
  // Other lines are of a message that was changed since.
  const frames = lines.every((line) => frame.test(line)) ? lines : [];
  const value = [`${copy.name}: ${copy.message}`, ...frames].join("\n");
  return Object.defineProperty(copy, "stack", { value });
}
