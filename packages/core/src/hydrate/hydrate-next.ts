import type { GitHubClient } from "../github/client.ts";
import { confirmIdentity, type RepositoryTarget } from "../github/identity.ts";
import type { SnapshotPart } from "../model/snapshot.ts";
import { type HydratedBatch, type HydrateNextOptions, largerBatch, smallerBatch } from "./batch.ts";
import { confirmAbsent } from "./confirm-absent.ts";
import { fillByRest, readByRest } from "./fill-gaps.ts";
import { answersGraphQL, gapOfRefusal, isLasting, isRefusal } from "./graphql-refusal.ts";
import { type GraphQLReadings, hydratePullRequests } from "./hydrate-pull-requests.ts";
import { openParts } from "./reading.ts";

/**
 * Hydrates the first `size` of these numbers, or fewer: halves the batch while GitHub can't answer it. What one interface
 * does not give is asked of the other. One that GraphQL can't bear alone is read by REST, and all of them where GraphQL is
 * refused; one that REST can't read either is a failure of that pull request. `absent` are those that neither interface knows.
 */
export async function hydrateNext(
  client: GitHubClient,
  target: RepositoryTarget,
  numbers: readonly number[],
  options: HydrateNextOptions,
): Promise<HydratedBatch> {
  const batch = await readBatch(client, target, numbers, options);
  const failures = await confirmAbsent(client, target.githubId, batch.failures, options);
  return { ...batch, failures };
}

async function readBatch(
  client: GitHubClient,
  target: RepositoryTarget,
  numbers: readonly number[],
  options: HydrateNextOptions,
): Promise<HydratedBatch> {
  let { size } = options;
  let isThere = false;
  for (;;) {
    const batch = numbers.slice(0, size);
    if (options.api === "rest" || options.graphqlGap) {
      return readByRest(client, target, batch, options);
    }
    try {
      const read = await readShortOnesTwice(client, target, batch, options);
      const filled = await fillByRest(client, target, read, options);
      return { ...filled, nextSize: largerBatch(size, options.most) };
    } catch (error) {
      if (batch.length === 0 || !isRefusal(error)) throw error;
      const isAnswered = error.code === "query_too_heavy" || error.status !== undefined;
      // No answer at all is the network's fault, or a pull request's; a refusal is the repository's, or GraphQL's.
      if (!isThere && (!isAnswered || isLasting(error))) {
        await confirmIdentity(client, target.githubId, options);
        isThere = true;
      }
      if (isLasting(error) || batch.length === 1) {
        const isOut = isLasting(error) || !(await answersGraphQL(client, options));
        const graphqlGap = isOut ? gapOfRefusal(error) : undefined;
        const read = await readByRest(client, target, batch, { ...options, graphqlGap });
        // What GraphQL bears is not to be learned where there is none.
        return isOut ? read : { ...read, nextSize: 1 };
      }
      size = smallerBatch(batch.length);
    }
  }
}

/** Reads once more what came short of GitHub's own counts. */
async function readShortOnesTwice(
  client: GitHubClient,
  target: RepositoryTarget,
  numbers: readonly number[],
  options: HydrateNextOptions,
): Promise<GraphQLReadings> {
  const first = await hydratePullRequests(client, target, numbers, options);
  const isShort = ({ short }: { readonly short: ReadonlyMap<SnapshotPart, unknown> }) =>
    short.size > 0;
  const short = first.readings.filter(
    (reading) => isShort(reading) && openParts(reading).length > 0,
  );
  if (short.length === 0) return first;
  const numbersOfShort = short.map(({ number }) => number);
  const again = await hydratePullRequests(client, target, numbersOfShort, options);
  const secondOf = new Map(again.readings.map((reading) => [reading.number, reading]));
  const readings = first.readings.map((reading) => secondOf.get(reading.number) ?? reading);
  return { ...first, readings };
}
