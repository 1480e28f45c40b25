import { GhsyncError } from "../errors/ghsync-error.ts";

/** What the paginator asks for: one page. */
export interface PageRequest {
  readonly url: string;
}

/**
 * Lets only lists reach the paginator. It takes an error with status 409 for the end of a list, whoever threw it, and an object
 * with a count for a page: what is no list passes it inside another error, for {@link takeOut} to take out.
 */
export function listsOnly<Request extends PageRequest, Response extends { readonly data: unknown }>(
  ask: (request: Request) => Promise<Response>,
): (request: Request) => Promise<Response> {
  return async (request) => {
    try {
      const response = await ask(request);
      if (!Array.isArray(response.data)) throw notAList(request.url);
      return response;
    } catch (cause) {
      throw new Error("A page could not be read.", { cause });
    }
  };
}

/** Rejects with what {@link listsOnly} put inside another error. */
export async function takeOut<Page>(page: Promise<Page>): Promise<Page> {
  try {
    return await page;
  } catch (error) {
    throw (error as Error).cause;
  }
}

function notAList(url: string): GhsyncError {
  const { pathname } = new URL(url);
  return new GhsyncError("response_invalid", `GitHub answered no list to GET ${pathname}.`);
}
