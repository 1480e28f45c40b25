import { createInjectedClock, createManualClock } from "./clock.ts";
import { createFakeFetch } from "./fake-fetch.ts";
import type { FakeGitHub } from "./fake-github.ts";
import { createLedger } from "./ledger.ts";
import { listen } from "./listen.ts";
import { createJournal } from "./truth/journal.ts";
import { createTruth } from "./truth/truth.ts";
import { createWorld } from "./truth/world.ts";
import { createGateway } from "./wire/gateway.ts";
import { createIdentify } from "./wire/identity.ts";
import type { Intercept } from "./wire/intercept.ts";
import { createRateLimits } from "./wire/rate-limit.ts";
import { keepWorld } from "./world-of.ts";

/** Options of {@link createFakeGitHub}. */
export interface FakeGitHubOptions {
  /** A clock of the host's. @defaultValue one that stands at 2026-01-05T12:00:00Z until it is moved */
  readonly now?: () => Date;
  /**
   * Tokens to accept; any other is answered 401. REST may be asked without one, within the limit for
   * anonymous requests; GraphQL may not. @defaultValue any token is accepted
   */
  readonly tokens?: readonly string[];
  /**
   * Whether what moves an issue's clock moves its pull request's too, and the other way round. Older
   * reports say no, newer recordings show both in step. @defaultValue true
   */
  readonly coupledClocks?: boolean;
}

/**
 * Creates a GitHub with nothing in it.
 *
 * @example
 * ```ts
 * const github = createFakeGitHub();
 * github.truth.createRepository({ fullName: "acme/api" });
 * github.truth.openPullRequest({ repository: "acme/api", actor: "ada", title: "Add a door" });
 * const response = await github.fetch("https://api.github.com/repos/acme/api/pulls");
 * ```
 */
export function createFakeGitHub(options: FakeGitHubOptions = {}): FakeGitHub {
  const clock = options.now ? createInjectedClock(options.now) : createManualClock();
  const world = createWorld({ coupledClocks: options.coupledClocks ?? true });
  const journal = createJournal();
  const ledger = createLedger();
  const limits = createRateLimits(clock);
  const interceptors = new Set<Intercept>();
  const identify = createIdentify(options.tokens);
  const gateway = createGateway({ world, clock, ledger, limits, identify, interceptors });
  const github: FakeGitHub = {
    clock,
    truth: createTruth(world, clock, journal),
    fetch: createFakeFetch(gateway),
    listen: (where) => listen(gateway, where),
    ledger,
    journal: journal.entries,
    replay(entries) {
      for (const { at, verb, args } of entries) {
        const truth = createTruth(world, { now: () => new Date(at) }, journal);
        (truth[verb] as (args: unknown) => unknown)(args);
        if (!options.now && clock.now() < new Date(at)) {
          clock.set(new Date(at));
        }
      }
    },
    intercept(answer) {
      interceptors.add(answer);
      return () => void interceptors.delete(answer);
    },
    setRemaining: limits.setRemaining,
  };
  keepWorld(github, world);
  return github;
}
