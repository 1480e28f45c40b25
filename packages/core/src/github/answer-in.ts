/** The answer that an error of Octokit's is about; throws any other. */
export function answerIn<Response>(error: { readonly response?: Response } | undefined): Response {
  if (error?.response) return error.response;
  throw error;
}

/** What kept an answer from coming. Octokit's error has the whole request beside it, and a strategy may sign by any header. */
export function withoutRequest(error: unknown): unknown {
  return error instanceof Error && "request" in error ? error.cause : error;
}
