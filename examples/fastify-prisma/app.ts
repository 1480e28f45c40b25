import { type GhsyncError, isGhsyncError, type Sync } from "@ghsync/core";
import { createPrismaQueries } from "@ghsync/store-prisma/queries";
import fastify, { type FastifyError, type FastifyInstance } from "fastify";
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

  // A caller learns what is wrong with the request, such as an invalid `after`, but not what is wrong with the app.
  app.setErrorHandler<FastifyError | GhsyncError>((error, _, reply) => {
    const status = isGhsyncError(error) ? callersStatus(error) : error.statusCode;
    if (status && status < 500) return reply.code(status).send({ message: error.message });
    console.error(error);
    return reply.code(500).send({ message: "Something went wrong here." });
  });
  return app;
}

/** 400 where ghsync refuses an argument. Any other status is GitHub's, and of another conversation. */
function callersStatus({ code, status }: GhsyncError): number | undefined {
  return code === "config_invalid" ? status : undefined;
}
