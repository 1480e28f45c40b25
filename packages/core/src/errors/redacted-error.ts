const deepest = 8;

/**
 * A copy of what somebody else's code has thrown: message, name, code, stack and causes, without their secrets. Other properties
 * are left out: a request may be among them.
 */
export function redactedError(
  thrown: unknown,
  redact: (text: string) => string,
  depth = 0,
): unknown {
  if (typeof thrown === "string") return redact(thrown);
  if (!(thrown instanceof Error)) return new Error("What was thrown is no Error.");
  const { name, message, stack, cause, code } = thrown as Error & { readonly code?: unknown };
  const why =
    cause === undefined || depth === deepest
      ? {}
      : { cause: redactedError(cause, redact, depth + 1) };
  const copy = new Error(redact(message), why);
  Object.defineProperty(copy, "name", { value: redact(name) });
  if (stack !== undefined) Object.defineProperty(copy, "stack", { value: redact(stack) });
  return typeof code === "string" ? Object.assign(copy, { code: redact(code) }) : copy;
}
