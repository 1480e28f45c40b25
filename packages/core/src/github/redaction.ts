import { GhsyncError, isGhsyncError } from "../model/ghsync-error.ts";

/** Takes a secret out of a text. */
export type Redact = (text: string) => string;

// What is shorter is no token of GitHub's, and could be part of any text.
const shortestSecret = 16;

/**
 * Takes out every form of a secret that an answer or an error may quote: as it is; with any of its characters escaped as in JSON or
 * percent-encoded; in base64 or base64url. The time it takes grows with the text alone.
 */
export function createRedaction(secret: string): Redact {
  if (secret.length < shortestSecret) return (text) => text;
  const forms = [...new Set([secret, ...base64Forms(secret)])];
  let escaped: RegExp | undefined;
  let encoded: RegExp | undefined;
  return (text) => {
    let rest = forms.reduce((left, form) => left.replaceAll(form, mark), text);
    // Not every text has either, and a pattern takes longer.
    if (rest.includes("\\")) {
      escaped ??= patternOf(forms, jsonForms);
      rest = rest.replace(escaped, mark);
    }
    if (rest.includes("%")) {
      encoded ??= patternOf(forms, percentForms);
      rest = rest.replace(encoded, mark);
    }
    return rest;
  };
}

const mark = "[redacted]";

// Behind 0, 1 or 2 other bytes the same bytes are written in three ways; the first and last characters depend on the neighbours.
function base64Forms(secret: string): readonly string[] {
  return [0, 1, 2].flatMap((before) => {
    const bytes = Buffer.from(" ".repeat(before) + secret);
    const whole = bytes.subarray(0, bytes.length - (bytes.length % 3));
    const start = before === 0 ? 0 : 4;
    return [whole.toString("base64").slice(start), whole.toString("base64url").slice(start)];
  });
}

/**
 * A pattern of texts, each character in any of its forms. No form is the beginning of another, so that there is one way to read a
 * text: it never goes back by more than the secret's length.
 */
function patternOf(
  texts: readonly string[],
  formsOf: (character: string) => readonly string[],
): RegExp {
  const patterns = texts.map((text) => [...text].map((each) => `(?:${formsOf(each).join("|")})`));
  return new RegExp(patterns.map((characters) => characters.join("")).join("|"), "g");
}

/** A character in a JSON string: itself unless JSON has to escape it, behind a backslash, or by its code. */
function jsonForms(character: string): readonly string[] {
  const codes = character.split("").map((unit) => `\\\\u${hexPattern(unit.charCodeAt(0), 4)}`);
  const short = /["\\/]/.test(character) ? [`\\\\${literal(character)}`] : [];
  const itself = /["\\]/.test(character) ? [] : [literal(character)];
  return [...itself, ...short, codes.join("")];
}

/** A character in an address: itself, or the codes of its bytes. */
function percentForms(character: string): readonly string[] {
  const codes = [...Buffer.from(character)].map((byte) => `%${hexPattern(byte, 2)}`);
  return character === "%" ? codes : [literal(character), codes.join("")];
}

/** A number in hexadecimal digits, in lower and upper case. */
function hexPattern(value: number, length: number): string {
  const digits = value.toString(16).padStart(length, "0");
  return digits.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}

function literal(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}

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

/**
 * What a decryptor or a strategy threw, by its class and code alone: the message may quote the token, which nobody here knows yet. A
 * {@link GhsyncError} keeps its message, which holds no secret by its contract.
 */
export function withoutMessage(thrown: unknown, depth = 0): Error {
  if (!(thrown instanceof Error)) return new Error("It threw a value that is not an Error.");
  const { cause } = thrown;
  const hasCause = cause instanceof Error && depth < deepest;
  const why = hasCause ? { cause: withoutMessage(cause, depth + 1) } : {};
  if (isGhsyncError(thrown)) {
    const { code, message, retryable, userActionable, resetAt, retryAfterMs, status, requestId } =
      thrown;
    const facts = { retryable, userActionable, resetAt, retryAfterMs, status, requestId };
    return new GhsyncError(code, message, { ...facts, ...why });
  }
  const name = wordOf(thrown.name) ?? "an error";
  const message = `It threw ${name}. Its message is not kept, because it may quote the token.`;
  const error = new Error(message, why);
  const code = wordOf((thrown as { readonly code?: unknown }).code);
  return code === undefined ? error : Object.assign(error, { code });
}

/** The name of a class, or a code; no token has this form: `TypeError`, `ERR_OSSL_BAD_DECRYPT`. */
function wordOf(value: unknown): string | undefined {
  return typeof value === "string" && /^[A-Z][A-Za-z_]{2,40}$/.test(value) ? value : undefined;
}
