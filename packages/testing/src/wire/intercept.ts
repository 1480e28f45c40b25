import type { Answer } from "./answer.ts";
import type { InterceptedRequest } from "./fake-request.ts";

/**
 * Answers a request in GitHub's place: with a response of any kind, or `"reset"` to break the
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
