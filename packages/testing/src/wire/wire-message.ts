/** A request with all of its body. */
export interface WireRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: string | undefined;
}

/** A request as it arrives, over a socket or in process. */
export interface ArrivingRequest extends Omit<WireRequest, "body"> {
  readonly body: Promise<string | undefined>;
  /** Aborted when the caller no longer waits. */
  readonly signal: AbortSignal;
}

/** An answer as it leaves. */
export interface WireResponse {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
  /** Characters of the body after which the connection breaks. @defaultValue it holds */
  readonly cutAt?: number;
  /** Whether blanks follow the body for ever. @defaultValue false */
  readonly endless?: boolean;
}

/** What becomes of a request: an answer, a broken connection, silence, or a hook's error. */
export type Outcome = WireResponse | "reset" | "stalled" | { readonly thrown: unknown };
