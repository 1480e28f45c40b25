import { GhsyncError, isGhsyncError } from "../model/ghsync-error.ts";

/** Removes a secret from a text. */
export type Redact = (text: string) => string;

// A shorter text is not a GitHub token, and could be part of any text.
const minSecretLength = 16;

/**
 * Creates a function that removes every form of a secret that a response or an error may quote.
 *
 * The forms are: unchanged; with any characters escaped as in JSON or percent-encoded; in base64 or
 * base64url. The time depends only on the length of the text.
 */
export function createRedaction(secret: string): Redact {
  if (secret.length < minSecretLength) return (text) => text;
  const forms = [...new Set([secret, ...base64Forms(secret)])];
  let escaped: RegExp | undefined;
  let encoded: RegExp | undefined;
  return (text) => {
    let rest = forms.reduce((left, form) => left.replaceAll(form, mark), text);
    // A pattern is slow, and few texts need it.
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

// Base64 writes the same bytes in three ways, depending on the number of bytes before them. The
// first and the last characters depend on the neighbours.
function base64Forms(secret: string): readonly string[] {
  return [0, 1, 2].flatMap((before) => {
    const bytes = Buffer.from(" ".repeat(before) + secret);
    const whole = bytes.subarray(0, bytes.length - (bytes.length % 3));
    const start = before === 0 ? 0 : 4;
    return [whole.toString("base64").slice(start), whole.toString("base64url").slice(start)];
  });
}

/**
 * Creates a pattern of texts, with each character in any of its forms.
 *
 * No form is the start of another, so a text can be read in one way only. The pattern never
 * backtracks further than the secret's length.
 */
function patternOf(
  texts: readonly string[],
  formsOf: (character: string) => readonly string[],
): RegExp {
  const patterns = texts.map((text) => [...text].map((each) => `(?:${formsOf(each).join("|")})`));
  return new RegExp(patterns.map((characters) => characters.join("")).join("|"), "g");
}

/**
 * Returns a character's forms in a JSON string: itself unless JSON must escape it, after a
 * backslash, or as a code.
 */
function jsonForms(character: string): readonly string[] {
  const codes = character.split("").map((unit) => `\\\\u${hexPattern(unit.charCodeAt(0), 4)}`);
  const short = /["\\/]/.test(character) ? [`\\\\${literal(character)}`] : [];
  const itself = /["\\]/.test(character) ? [] : [literal(character)];
  return [...itself, ...short, codes.join("")];
}

/** Returns a character's forms in a URL: itself, or the codes of its bytes. */
function percentForms(character: string): readonly string[] {
  const codes = [...Buffer.from(character)].map((byte) => `%${hexPattern(byte, 2)}`);
  return character === "%" ? codes : [literal(character), codes.join("")];
}

/** Returns a pattern of hexadecimal digits in lower and upper case. */
function hexPattern(value: number, length: number): string {
  const digits = value.toString(16).padStart(length, "0");
  return digits.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}

function literal(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}

const maxCauseDepth = 8;

/**
 * Copies an error of other code: message, name, code, stack and causes, without secrets.
 *
 * Other properties are left out: one may hold a request.
 */
export function redactError(thrown: unknown, redact: (text: string) => string, depth = 0): unknown {
  if (typeof thrown === "string") return redact(thrown);
  if (!(thrown instanceof Error)) return new Error("The thrown value is not an Error.");
  const { name, message, stack, cause, code } = thrown as Error & { readonly code?: unknown };
  const why =
    cause === undefined || depth === maxCauseDepth
      ? {}
      : { cause: redactError(cause, redact, depth + 1) };
  const copy = new Error(redact(message), why);
  Object.defineProperty(copy, "name", { value: redact(name) });
  if (stack !== undefined) Object.defineProperty(copy, "stack", { value: redact(stack) });
  return typeof code === "string" ? Object.assign(copy, { code: redact(code) }) : copy;
}

/**
 * Copies an error of a decryptor or a strategy with only its class and code: its message may quote
 * a token that we do not know yet.
 *
 * A {@link GhsyncError} keeps its message, which holds no secret by contract.
 */
export function stripMessages(thrown: unknown, depth = 0): Error {
  if (!(thrown instanceof Error)) return new Error("It threw a value that is not an Error.");
  const { cause } = thrown;
  const hasCause = cause instanceof Error && depth < maxCauseDepth;
  const why = hasCause ? { cause: stripMessages(cause, depth + 1) } : {};
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

/**
 * Returns a class name or a code, such as `TypeError` or `ERR_OSSL_BAD_DECRYPT`. No token has this
 * form.
 */
function wordOf(value: unknown): string | undefined {
  return typeof value === "string" && /^[A-Z][A-Za-z_]{2,40}$/.test(value) ? value : undefined;
}
