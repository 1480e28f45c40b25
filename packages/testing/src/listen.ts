import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { Gateway } from "./wire/gateway.ts";

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
    answer(gateway, request).then(
      (result) => {
        if (result === "reset") {
          request.socket.destroy();
        } else {
          response.writeHead(result.status, result.headers).end(result.body);
        }
      },
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

async function answer(gateway: Gateway, request: IncomingMessage): ReturnType<Gateway> {
  const { method = "GET", url = "/", headers } = request;
  const body = await text(request);
  return gateway({
    method,
    url: new URL(url, `http://${headers.host}`),
    headers: new Headers(Object.entries(headers).map(([name, value]) => [name, String(value)])),
    body: body === "" ? undefined : body,
  });
}
