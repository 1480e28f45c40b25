/**
 * Creates a response whose body is text that is there already: `text()` and `json()` don't take the way
 * through bytes, which for a body of megabytes is slower than all the rest. In all else it is a
 * `Response`.
 */
export function createInMemoryResponse(body: string, init: ResponseInit): Response {
  if (body === "") {
    return new Response(body, init);
  }
  const bytes = new ReadableStream({
    type: "bytes",
    pull(controller) {
      controller.enqueue(new TextEncoder().encode(body));
      controller.close();
    },
  });
  const response = new Response(bytes, init);
  const take = async (): Promise<string> => {
    if (response.bodyUsed || bytes.locked) {
      return Response.prototype.text.call(response);
    }
    await bytes.cancel();
    return body;
  };
  return Object.defineProperties(response, {
    text: { value: take },
    json: { value: async () => JSON.parse(await take()) },
  });
}

const BLANKS = Buffer.alloc(64 * 1024, " ");

/** A body, followed by blanks for as long as it is read. JSON allows blanks at its end, so a reader never knows that it is complete. */
export async function* endlessBody(body: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(body);
  for (;;) {
    yield BLANKS;
  }
}
