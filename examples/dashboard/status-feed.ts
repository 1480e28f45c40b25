import type { ServerResponse } from "node:http";
import type { RepositoryStatus } from "@ghsync/core";

/** Server-sent events: each is the JSON of the statuses that have changed. */
export interface StatusFeed {
  /** Sends all statuses to a client, and then each change until it goes. */
  addClient(client: ServerResponse): void;
  stop(): void;
}

const everyMs = 500;

/**
 * Starts a feed. It looks at the store, because the workers may be other processes: while there are clients, once for all of them.
 */
export function startFeed(read: () => Promise<readonly RepositoryStatus[]>): StatusFeed {
  /** What each client knows of each repository. */
  const clients = new Map<ServerResponse, Map<string, string>>();
  let isReading = false;
  const timer = setInterval(send, everyMs);

  async function send(): Promise<void> {
    if (isReading || clients.size === 0) return;
    isReading = true;
    try {
      const statuses = await read();
      for (const [client, known] of clients) {
        const changed = statuses.filter((status) => {
          const json = JSON.stringify(status);
          const isNew = known.get(status.repositoryId) !== json;
          known.set(status.repositoryId, json);
          return isNew;
        });
        if (changed.length > 0) client.write(`data: ${JSON.stringify(changed)}\n\n`);
      }
    } catch (error) {
      // The next look may succeed. Until then the page shows what it knows.
      console.error(error);
    } finally {
      isReading = false;
    }
  }

  return {
    addClient(client) {
      client.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
      client.write("retry: 1000\n\n");
      clients.set(client, new Map());
      client.on("close", () => clients.delete(client));
      void send();
    },
    stop() {
      clearInterval(timer);
      for (const client of clients.keys()) client.end();
    },
  };
}
