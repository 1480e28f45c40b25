import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { pipeline, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { createGzip } from "node:zlib";
import { endlessBody } from "./in-memory-response.ts";
import type { Gateway } from "./wire/gateway.ts";
import type { Outcome } from "./wire/wire-message.ts";

/** A FakeGitHub that listens on loopback. */
export interface Listening {
  /** Base address for clients, without a slash at its end. */
  readonly url: string;
  /** Stops listening and breaks the connections that are still open. */
  close(): Promise<void>;
}

/** Where to listen. */
export interface ListenOptions {
  /** TCP port on 127.0.0.1. @defaultValue 0, any free one */
  readonly port?: number;
}

/** Serves a gateway over HTTP. */
export async function listen(
  gateway: Gateway,
  { port = 0 }: ListenOptions = {},
): Promise<Listening> {
  const server = createServer((request, response) => {
    const url = addressOf(request);
    if (url === undefined) {
      response.writeHead(400, { "content-type": "text/plain" }).end("Bad Request");
      return;
    }
    const gone = new AbortController();
    response.once("close", () => gone.abort());
    answer(gateway, request, url, gone.signal)
      .then((outcome) =>
        send(outcome, response, /gzip/.test(request.headers["accept-encoding"] ?? "")),
      )
      .catch((error: unknown) => {
        response.writeHead(500, { "content-type": "text/plain" }).end(String(error));
      });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(port, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The address of a request; `undefined` when its line or its host is not a valid address. */
function addressOf({ url = "/", headers }: IncomingMessage): URL | undefined {
  // Put behind its origin, a path that begins by two slashes stays a path. A proxy sends a whole address.
  const address = url.startsWith("/") ? `http://${headers.host}${url}` : url;
  return URL.canParse(address) ? new URL(address) : undefined;
}

function answer(
  gateway: Gateway,
  request: IncomingMessage,
  url: URL,
  signal: AbortSignal,
): ReturnType<Gateway> {
  const { method = "GET", headers } = request;
  return gateway({
    method,
    url,
    headers: new Headers(Object.entries(headers).map(([name, value]) => [name, String(value)])),
    body: text(request).then((body) => (body === "" ? undefined : body)),
    signal,
  });
}

/** Writes an answer. Without one, or with a broken one, it destroys the connection. */
function send(outcome: Outcome, response: ServerResponse, takesGzip: boolean): void {
  if (typeof outcome === "string" || "thrown" in outcome) {
    response.destroy();
    return;
  }
  const { status, headers, body, cutAt, endless } = outcome;
  if (endless) {
    response.writeHead(status, { ...headers, ...(takesGzip && { "content-encoding": "gzip" }) });
    // It ends when the caller breaks the connection, which is an error of the pipeline's.
    const parts = Readable.from(endlessBody(body));
    const done = () => response.destroy();
    if (takesGzip) pipeline(parts, createGzip(), response, done);
    else pipeline(parts, response, done);
    return;
  }
  response.writeHead(status, headers);
  if (cutAt === undefined) {
    response.end(body);
  } else {
    response.write(body.slice(0, cutAt), () => response.destroy());
  }
}
