import { GraphQLError, type GraphQLFormattedError, responsePathAsArray } from "graphql";
import type { GraphqlFieldFault } from "../../faults/fault.ts";
import { fullNameOf, type Repository } from "../../truth/records.ts";
import { refusalFor } from "../access.ts";
import type { Identity } from "../identity.ts";

/** An error with the `type` that GitHub's clients switch on. */
export function graphqlFailure(type: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { type } });
}

/** What can't be found, or isn't to be seen; the field is `null` beside it. */
export function notFound(what: string): GraphQLError {
  return graphqlFailure("NOT_FOUND", `Could not resolve to a ${what}.`);
}

/** Why a repository is `null` for an identity; `undefined` if it may read it. */
export function refusedRepository(
  repository: Repository,
  identity: Identity,
): GraphQLError | undefined {
  const refusal = refusalFor(repository, identity);
  if (refusal === undefined) {
    return undefined;
  }
  if (refusal.status === 404) {
    return notFound(`Repository with the name '${fullNameOf(repository)}'`);
  }
  const { message } = refusal.body as { readonly message: string };
  const saml_failure = repository.owner.access === "sso";
  return new GraphQLError(message, { extensions: { type: "FORBIDDEN", saml_failure } });
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

type ResponsePath = Parameters<typeof responsePathAsArray>[0];

const MESSAGES: Readonly<Record<GraphqlFieldFault["type"], string>> = {
  FORBIDDEN: "Resource not accessible by integration",
  NOT_FOUND: "Could not resolve to a node.",
  RESOURCE_LIMITS_EXCEEDED: "Resource limits for this query exceeded.",
};

/** Throws at a field that a fault names. The executor makes it, or its parent, `null`. */
export function failIfTold(
  failing: readonly GraphqlFieldFault[],
  field: string,
  path: ResponsePath,
): void {
  for (const fault of failing) {
    const place = fault.path;
    const isThere =
      place === undefined
        ? fault.field === field
        : JSON.stringify(place) === JSON.stringify(responsePathAsArray(path));
    if (isThere) {
      throw graphqlFailure(fault.type, fault.message ?? MESSAGES[fault.type]);
    }
  }
}
