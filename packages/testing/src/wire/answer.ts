import type { WireResponse } from "./wire-message.ts";

/** An answer, and what the ledger writes about it. */
export interface Answer extends WireResponse {
  readonly operation: string;
  readonly points?: number;
  readonly repository?: string;
}

const JSON_TYPE = "application/json; charset=utf-8";

/** An answer with a JSON body. */
export function jsonAnswer(
  operation: string,
  { status, body }: { readonly status: number; readonly body: unknown },
  headers: Record<string, string> = {},
): Answer {
  return {
    operation,
    status,
    headers: { "content-type": JSON_TYPE, ...headers },
    body: JSON.stringify(body),
  };
}
