import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
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
    const gone = new AbortController();
    response.once("close", () => gone.abort());
    answer(gateway, request, gone.signal).then(
      (outcome) => send(outcome, response),
      (error: unknown) => {
        response.writeHead(500, { "content-type": "text/plain" }).end(String(error));
      },
    );
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

function answer(
  gateway: Gateway,
  request: IncomingMessage,
  signal: AbortSignal,
): ReturnType<Gateway> {
  const { method = "GET", url = "/", headers } = request;
  return gateway({
    method,
    url: new URL(url, `http://${headers.host}`),
    headers: new Headers(Object.entries(headers).map(([name, value]) => [name, String(value)])),
    body: text(request).then((body) => (body === "" ? undefined : body)),
    signal,
  });
}

/** Writes an answer; what is none, or breaks off, breaks the connection. */
function send(outcome: Outcome, response: ServerResponse): void {
  if (typeof outcome === "string" || "thrown" in outcome) {
    response.destroy();
    return;
  }
  const { status, headers, body, cutAt } = outcome;
  response.writeHead(status, headers);
  if (cutAt === undefined) {
    response.end(body);
  } else {
    response.write(body.slice(0, cutAt), () => response.destroy());
  }
}
