import { buildSchema, type GraphQLSchema } from "graphql";

let schema: Promise<GraphQLSchema> | undefined;

/** GitHub's own schema, read and built at its first use. */
export function githubSchema(): Promise<GraphQLSchema> {
  schema ??= build();
  return schema;
}

async function build(): Promise<GraphQLSchema> {
  const { schema: published } = await import("@octokit/graphql-schema");
  return buildSchema(published.idl, { assumeValid: true, assumeValidSDL: true, noLocation: true });
}
