import { tooLarge } from "./door-refusals.ts";
import { RefusedAnswer } from "./refused-answer.ts";

type Answer = Pick<Response, "headers" | "text"> & { readonly body?: unknown };

/**
 * Reads a body of at most `maxBytes`, counted after inflating. Takes what host `fetch`es answer: a web stream, a stream of Node's
 * (node-fetch 2), or `text()` alone, of which only the length that its header tells is known before it is read.
 * @returns the bytes, or the text where there is no stream
 * @throws RefusedAnswer above the limit; reading stops there, and the connection is cancelled
 */
export async function readBody(response: Answer, maxBytes: number): Promise<Uint8Array | string> {
  const refused = new RefusedAnswer((asked) => tooLarge(asked, maxBytes, response.headers));
  if (Number(response.headers.get("content-length")) > maxBytes) {
    cancelBody(response);
    throw refused;
  }
  const chunks = chunksOf(response.body);
  if (!chunks) {
    const text = await response.text();
    if (Buffer.byteLength(text) > maxBytes) throw refused;
    return text;
  }
  const read: Uint8Array[] = [];
  let length = 0;
  // Leaving the loop early cancels the stream.
  for await (const chunk of chunks) {
    const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
    length += bytes.length;
    if (length > maxBytes) throw refused;
    read.push(bytes);
  }
  return read.length === 1 && read[0] ? read[0] : Buffer.concat(read, length);
}

/** Gives a body up that is not to be read: its connection is free again, or closed. */
export function cancelBody({ body }: { readonly body?: unknown }): void {
  const stream = (body ?? {}) as Partial<ReadableStream> & { readonly destroy?: () => void };
  if (stream.cancel) stream.cancel().catch(() => undefined);
  else stream.destroy?.();
}

function chunksOf(body: unknown): AsyncIterable<Uint8Array | string> | undefined {
  if (typeof body !== "object" || body === null) return undefined;
  if ("getReader" in body) return streamChunks(body as ReadableStream<Uint8Array>);
  return Symbol.asyncIterator in body ? (body as AsyncIterable<Uint8Array | string>) : undefined;
}

// Not every runtime's stream can be iterated over, and one that hangs does not end its own cancelling.
async function* streamChunks(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  let isDone = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      isDone = done;
      if (done) return;
      yield value;
    }
  } finally {
    if (!isDone) reader.cancel().catch(() => undefined);
  }
}
