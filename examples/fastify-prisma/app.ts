import { isGhsyncError, type Sync } from "@ghsync/core";
import { createPrismaQueries } from "@ghsync/store-prisma";
import fastify, { type FastifyInstance } from "fastify";
import type { AppClient } from "./database.ts";
import { listWithAuthors, type PullRequestSearch, searchSchema } from "./pull-request-list.ts";

interface RepositoryRoute {
  Params: { readonly id: string };
}

/** The app's routes. */
export function createApp(prisma: AppClient, sync: Sync): FastifyInstance {
  const app = fastify();
  const queries = createPrismaQueries(prisma);

  app.get<RepositoryRoute & { Querystring: PullRequestSearch }>(
    "/repositories/:id/pull-requests",
    { schema: { querystring: searchSchema } },
    ({ params, query }) => listWithAuthors(prisma, queries, params.id, query),
  );

  app.get<RepositoryRoute>("/repositories/:id/status", async ({ params }, reply) => {
    const status = await sync.getStatus(params.id);
    return status ?? reply.code(404).send({ message: "There is no such repository." });
  });

  app.post<RepositoryRoute>("/repositories/:id/sync", async ({ params }, reply) => {
    const request = await sync.requestSync(params.id);
    return reply.code(request.status === "unknown" ? 404 : 202).send(request);
  });

  // What the caller has to change, such as an `after` that is none, is the caller's error.
  app.setErrorHandler((error, _, reply) => {
    const isCallers = isGhsyncError(error) && error.code === "config_invalid";
    return isCallers ? reply.code(400).send({ message: error.message }) : reply.send(error);
  });
  return app;
}
