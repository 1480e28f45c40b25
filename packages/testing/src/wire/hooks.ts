import type { Answer } from "./answer.ts";
import type { FakeRequest, InterceptedRequest } from "./fake-request.ts";

/** An answer before it is sent. Status 0 stands for a connection that broke, or stayed without an answer. */
export interface FakeResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Called before a request is answered, for example to change the truth in the middle of a walk. If it
 * throws, `fetch` rejects with the error, as if the caller had died there. Over HTTP the connection breaks.
 */
export type RequestHook = (request: FakeRequest) => void | Promise<void>;

/** Called after GitHub answered, or the connection broke, and before the caller gets the answer. If it throws, `fetch` rejects with the error. */
export type ResponseHook = (request: FakeRequest, response: FakeResponse) => void | Promise<void>;

/** The hooks of a FakeGitHub, called in the order in which they were added. */
export interface Hooks {
  readonly request: Set<RequestHook>;
  readonly response: Set<ResponseHook>;
}

/** Adds a hook. Returns a function that removes it. */
export function hookIn<Hook>(hooks: Set<Hook>, hook: Hook): () => void {
  hooks.add(hook);
  return () => void hooks.delete(hook);
}

/**
 * Returns the response to a request instead of GitHub's: of any kind, or `"reset"` to break the
 * connection. `undefined` lets it through.
 */
export type Intercept = (request: InterceptedRequest) => Response | "reset" | undefined;

/** The first interceptor's answer, if one gives any. */
export async function interceptedAnswer(
  interceptors: ReadonlySet<Intercept>,
  request: InterceptedRequest,
): Promise<Answer | "reset" | undefined> {
  for (const interceptor of interceptors) {
    const answer = interceptor(request);
    if (answer === "reset") {
      return answer;
    }
    if (answer !== undefined) {
      const headers = Object.fromEntries(answer.headers);
      const { status } = answer;
      return { operation: "intercepted", status, headers, body: await answer.text() };
    }
  }
  return undefined;
}
