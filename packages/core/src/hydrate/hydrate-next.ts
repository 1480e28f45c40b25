import type { GhsyncError } from "../errors/ghsync-error.ts";
import type { GitHubClient, RequestOptions } from "../github/github-client.ts";
import type { RepositoryTarget } from "../github/repository-target.ts";
import { confirmIdentity } from "../github/resolve-identity.ts";
import type { ChildKind } from "../records/snapshot.ts";
import { largerBatch, smallerBatch } from "./batch-size.ts";
import { confirmAbsent } from "./confirm-absent.ts";
import { answersGraphQL, isClosed, isRefusal } from "./graphql-refusal.ts";
import { type Hydration, hydratePullRequests } from "./hydrate-pull-requests.ts";
import { isShort } from "./is-short.ts";
import type { HeldDiff } from "./rest/hydrate-by-rest.ts";
import { hydrateEachByRest } from "./rest/hydrate-each-by-rest.ts";

/** A batch as large as GitHub bears. */
export interface HydratedBatch extends Hydration {
  /** Size to begin the next batch with. */
  readonly nextSize: number;
  /** What to read the next batch by: REST for the rest of a run where GraphQL is not to be had at all. */
  readonly nextApi: "graphql" | "rest";
  /**
   * GitHub answered with an error of its own to the last pull request of the batch, asked for it alone: that one's fault, or an
   * outage. It is among the failures.
   */
  readonly outage?: { readonly number: number; readonly error: GhsyncError };
}

export interface HydrateNextOptions extends RequestOptions {
  readonly kinds: readonly ChildKind[];
  readonly api: "graphql" | "rest";
  readonly size: number;
  /** Largest batch to grow to. */
  readonly most: number;
  /** Tells what REST need not be asked for of a pull request. @defaultValue nothing */
  readonly held?: ((number: number) => Promise<HeldDiff | undefined>) | undefined;
  /** Kinds that were forbidden: REST is asked for them even where it counts none. @defaultValue none */
  readonly doubted?: readonly ChildKind[] | undefined;
}

/**
 * Hydrates the first `size` of these numbers, or fewer: halves the batch while GitHub can't answer it. One that GraphQL can't bear
 * alone is read by REST, and all of them where GraphQL is refused; one that REST can't read either is a failure of that pull request. `absent` are those that neither
 * interface knows.
 */
export async function hydrateNext(
  client: GitHubClient,
  target: RepositoryTarget,
  numbers: readonly number[],
  options: HydrateNextOptions,
): Promise<HydratedBatch> {
  const batch = await hydrateAsBorne(client, target, numbers, options);
  const failures = await confirmAbsent(client, target.githubId, batch.failures, options);
  return { ...batch, failures };
}

async function hydrateAsBorne(
  client: GitHubClient,
  target: RepositoryTarget,
  numbers: readonly number[],
  options: HydrateNextOptions,
): Promise<HydratedBatch> {
  let { size } = options;
  let isThere = false;
  for (;;) {
    const batch = numbers.slice(0, size);
    if (options.api === "rest") return hydrateEachByRest(client, target, batch, options);
    try {
      const hydration = await hydrateWhole(client, target, batch, options);
      return { ...hydration, nextSize: largerBatch(size, options.most), nextApi: "graphql" };
    } catch (error) {
      if (batch.length === 0 || !isRefusal(error)) throw error;
      const isAnswered = error.code === "query_too_heavy" || error.status !== undefined;
      // No answer at all is the network's fault, or a pull request's; a refusal is the repository's, or GraphQL's.
      if (!isThere && (!isAnswered || isClosed(error))) {
        await confirmIdentity(client, target.githubId, options);
        isThere = true;
      }
      if (isClosed(error) || batch.length === 1) {
        const isOut = isClosed(error) || !(await answersGraphQL(client, options));
        const read = await hydrateEachByRest(client, target, batch, options);
        // What GraphQL bears is not to be learned where there is none.
        return { ...read, ...(isOut ? { nextApi: "rest" } : { nextSize: 1 }) };
      }
      size = smallerBatch(batch.length);
    }
  }
}

/** Reads once more what came short of GitHub's own counts; what is short again stays named in `truncated`. */
async function hydrateWhole(
  client: GitHubClient,
  { nodeId }: RepositoryTarget,
  numbers: readonly number[],
  options: HydrateNextOptions,
): Promise<Hydration> {
  const first = await hydratePullRequests(client, nodeId, numbers, options);
  const short = first.snapshots.filter(isShort).map(({ pullRequest }) => pullRequest.number);
  if (short.length === 0) return first;
  const again = await hydratePullRequests(client, nodeId, short, options);
  const whole = first.snapshots.filter(({ pullRequest }) => !short.includes(pullRequest.number));
  return {
    ...first,
    snapshots: [...whole, ...again.snapshots],
    failures: [...first.failures, ...again.failures],
    forbidden: [...new Set([...first.forbidden, ...again.forbidden])],
  };
}
