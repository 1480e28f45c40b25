import type { Settings } from "../fake-github-options.ts";
import { effectsOf } from "../faults/fault-effects.ts";
import type { MatchingFaults } from "../faults/faults.ts";
import type { WritableLedger } from "../ledger.ts";
import type { Answer } from "./answer.ts";
import { type Answering, type AnswerSources, answerAsGitHub } from "./answer-as-github.ts";
import { createCache } from "./cache.ts";
import { describeRequest } from "./fake-request.ts";
import { type FakeResponse, type Hooks, type Intercept, interceptedAnswer } from "./hooks.ts";
import { type Passage, secondaryPoints } from "./traffic.ts";
import type { ArrivingRequest, Outcome, WireResponse } from "./wire-message.ts";

/** Options of {@link createGateway}. */
export interface GatewayOptions extends AnswerSources {
  readonly ledger: WritableLedger;
  readonly interceptors: ReadonlySet<Intercept>;
  readonly faults: MatchingFaults;
  readonly hooks: Hooks;
  readonly sleep: (ms: number) => Promise<void>;
}

/** Handles every request, over HTTP and in process. */
export type Gateway = (request: ArrivingRequest) => Promise<Outcome>;

/** Creates the gateway: hooks, interceptors and faults first, then GitHub. Every call is in the ledger. */
export function createGateway(options: GatewayOptions): Gateway {
  const { clock, ledger, hooks, settings, traffic } = options;
  const respond = createResponder(settings);
  const cache = createCache(clock);
  let index = 0;
  const serve = async (arriving: ArrivingRequest, passage: Passage): Promise<Outcome> => {
    const request = { ...arriving, body: await arriving.body };
    index += 1;
    const seen = describeRequest(request, index);
    await callHooks([...hooks.request], (hook) => hook(seen));
    const effects = effectsOf(options.faults.match(seen));
    const kept = effects.cached && cache.read(request, effects.cached);
    if (kept) {
      await callHooks([...hooks.response], (hook) => hook(seen, kept));
      return kept;
    }
    const answer = await answerOrFail(
      options,
      { request, seen, effects, passage },
      arriving.signal,
    );
    const at = clock.now();
    const { method, path } = seen;
    if (typeof answer === "string") {
      const { operation } = seen;
      ledger.add({ at, method, path, status: 0, operation, primary: 0, secondary: 0 });
      await callHooks([...hooks.response], (hook) => hook(seen, BROKEN));
      return answer;
    }
    const { status, operation, charge, repository } = answer;
    ledger.add({
      at,
      method,
      path,
      status,
      operation,
      primary: charge?.points ?? 0,
      secondary: secondaryPoints(seen, status, settings),
      ...(charge?.resource === "graphql" && { points: charge.points }),
      ...(charge && { resource: charge.resource }),
      ...(repository !== undefined && { repository }),
    });
    const response = respond(
      effects.endlessList ? leadingOn(answer, request.url, effects.endlessList) : answer,
      new Date(at.getTime() + effects.skewMs),
      effects.keep,
    );
    if (effects.cached) {
      cache.keep(request, response);
    }
    await callHooks([...hooks.response], (hook) => hook(seen, response));
    return effects.endless ? { ...response, endless: true } : response;
  };
  return async (arriving) => {
    const passage = traffic.enter();
    ledger.noteConcurrency(passage.place);
    try {
      return await serve(arriving, passage);
    } catch (error) {
      if (error instanceof HookError) {
        return { thrown: error.cause };
      }
      throw error;
    } finally {
      passage.leave();
    }
  };
}

/** A page of a list with a next one, whether there is more or not. What is no list stays as it is. */
function leadingOn(answer: Answer, asked: URL, where: "same" | "further"): Answer {
  if (answer.status !== 200 || !answer.body.startsWith("[")) {
    return answer;
  }
  const next = new URL(asked);
  if (where === "further") {
    // A parameter that GitHub ignores.
    next.searchParams.set("again", String(Number(asked.searchParams.get("again")) + 1));
  }
  return { ...answer, headers: { ...answer.headers, link: `<${next}>; rel="next"` } };
}

/** What hooks see of a connection that broke or went silent. */
const BROKEN: FakeResponse = { status: 0, headers: {}, body: "" };

/** Wraps an error of a hook, to distinguish it from an error of FakeGitHub. */
class HookError extends Error {}

async function callHooks<Hook>(hooks: readonly Hook[], call: (hook: Hook) => unknown) {
  for (const hook of hooks) {
    try {
      await call(hook);
    } catch (cause) {
      throw new HookError("A hook threw.", { cause });
    }
  }
}

async function answerOrFail(
  options: GatewayOptions,
  asked: Answering,
  signal: AbortSignal,
): Promise<Answer | "reset" | "stalled"> {
  const { effects, seen } = asked;
  if (effects.latencyMs > 0) {
    await Promise.race([options.sleep(effects.latencyMs), aborted(signal)]);
  }
  if (effects.connection === "stalled") {
    await aborted(signal);
  }
  if (effects.connection !== undefined) {
    return effects.connection;
  }
  return (await interceptedAnswer(options.interceptors, seen)) ?? answerAsGitHub(options, asked);
}

/** Puts on an answer what every answer carries; `keep` is the part of the body that comes. */
export type Respond = (answer: Answer, at: Date, keep: number | undefined) => WireResponse;

/** Creates a function that adds `Date` and request id to an answer, and truncates its body if a fault says so. */
export function createResponder({ dateSkewMs }: Pick<Settings, "dateSkewMs">): Respond {
  let serial = 0;
  return ({ status, headers, body }, at, keep) => {
    serial += 1;
    const common = {
      date: new Date(at.getTime() + dateSkewMs).toUTCString(),
      server: "github.com",
      "x-github-request-id": `FA4E:${serial.toString(16).toUpperCase().padStart(8, "0")}`,
    };
    if (keep === undefined || body === "") {
      return { status, headers: { ...common, ...headers }, body };
    }
    return {
      status,
      headers: { ...common, ...headers, "content-length": String(Buffer.byteLength(body)) },
      body,
      cutAt: Math.floor(body.length * keep),
    };
  };
}

/** Resolves when a signal is aborted. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
    } else {
      signal.addEventListener("abort", () => resolve(), { once: true });
    }
  });
}
