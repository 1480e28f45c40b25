import { GraphQLError, type GraphQLFormattedError } from "graphql";

/** An error with the `type` that GitHub's clients switch on. */
export function graphqlFailure(type: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { type } });
}

/** What can't be found, or isn't to be seen; the field is `null` beside it. */
export function notFound(what: string): GraphQLError {
  return graphqlFailure("NOT_FOUND", `Could not resolve to a ${what}.`);
}

/** An error as it goes over the wire: GitHub puts `type` beside `path`. */
export function formatFailure(error: GraphQLError): GraphQLFormattedError & { type?: string } {
  const { type, ...extensions } = error.extensions as { type?: string };
  return {
    ...(type !== undefined && { type }),
    ...(error.path !== undefined && { path: error.path }),
    ...(Object.keys(extensions).length > 0 && { extensions }),
    ...(error.locations !== undefined && { locations: error.locations }),
    message: error.message,
  };
}
