import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { listStatuses, type RepoStore, type RepositoryStatus, type Sync } from "@ghsync/core";
import { build } from "esbuild";
import fastify, { type FastifyInstance } from "fastify";
import { startFeed } from "./status-feed.ts";

/** What the app's routes need. The page needs the store alone. */
export interface AppOptions {
  readonly store: RepoStore;
  readonly sync: Pick<Sync, "requestSync">;
}

const policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'";

/** The dashboard's page and its routes. */
export async function createApp({ store, sync }: AppOptions): Promise<FastifyInstance> {
  const app = fastify({ forceCloseConnections: true });
  const files: Readonly<Record<string, readonly [type: string, content: string]>> = {
    "/": ["text/html", await readPublic("index.html")],
    "/page.js": ["text/javascript", await readPublic("page.js")],
    "/page.css": ["text/css", await readPublic("page.css")],
    "/define.js": ["text/javascript", await bundleElements()],
  };
  const feed = startFeed(() => readStatuses(store));
  app.addHook("onClose", () => feed.stop());
  // Another site's page must not reach this server by a name of its own.
  app.addHook("onRequest", async ({ hostname }, reply) => {
    if (hostname !== "127.0.0.1" && hostname !== "localhost") return reply.code(403).send();
  });

  for (const [path, [type, content]] of Object.entries(files)) {
    app.get(path, (_, reply) =>
      reply.header("content-security-policy", policy).type(`${type}; charset=utf-8`).send(content),
    );
  }
  app.get("/statuses", () => readStatuses(store));
  app.get("/events", (_, reply) => {
    reply.hijack();
    feed.addClient(reply.raw);
  });
  app.post<{ Params: { readonly id: string } }>(
    "/repositories/:id/sync",
    async ({ params, headers }, reply) => {
      // A browser says so if another site's page sent this.
      if ((headers["sec-fetch-site"] ?? "same-origin") !== "same-origin") {
        return reply.code(403).send();
      }
      const request = await sync.requestSync(params.id);
      return reply.code(request.status === "unknown" ? 404 : 202).send(request);
    },
  );
  return app;
}

/** The statuses of all repositories, without what is for operators only. */
async function readStatuses(store: RepoStore): Promise<readonly RepositoryStatus[]> {
  const statuses: RepositoryStatus[] = [];
  for (let after: string | undefined; ; after = statuses.at(-1)?.repositoryId) {
    const page = await listStatuses(store, { after });
    statuses.push(...page.map(({ operator: _, ...status }) => status));
    if (page.length < 100) return statuses;
  }
}

function readPublic(name: string): Promise<string> {
  return readFile(new URL(`public/${name}`, import.meta.url), "utf8");
}

/** An app of yours serves `node_modules/@ghsync/status-element/dist/define.js` as it is. */
async function bundleElements(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(import.meta.resolve("@ghsync/status-element/define"))],
    conditions: ["@ghsync/source"],
    bundle: true,
    format: "esm",
    write: false,
  });
  return outputFiles[0]?.text ?? "";
}
