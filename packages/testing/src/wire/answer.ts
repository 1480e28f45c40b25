import type { RateResource } from "./rate-limit.ts";
import type { WireResponse } from "./wire-message.ts";

/** An answer, and what the ledger writes about it. */
export interface Answer extends WireResponse {
  readonly operation: string;
  /** What it was charged of a primary limit. @defaultValue nothing */
  readonly charge?: { readonly resource: RateResource; readonly points: number };
  readonly repository?: string;
}

/** A status and a JSON body, with headers that belong to them. */
export interface JsonContent {
  readonly status: number;
  readonly body: unknown;
  /** The body's text, where it is written already. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const JSON_TYPE = "application/json; charset=utf-8";

/** An answer with a JSON body. */
export function jsonAnswer(
  operation: string,
  content: JsonContent,
  headers: Record<string, string> = {},
): Answer {
  return {
    operation,
    status: content.status,
    headers: { "content-type": JSON_TYPE, ...content.headers, ...headers },
    body: content.text ?? JSON.stringify(content.body),
  };
}
