import type { GitHubClient } from "../github/client.ts";
import type { RepositoryTarget } from "../github/identity.ts";
import { type HydratedBatch, type HydrateNextOptions, largerBatch, smallerBatch } from "./batch.ts";
import { confirmAbsent } from "./confirm-absent.ts";
import { fillByRest, readByRest } from "./fill-gaps.ts";
import {
  canUseGraphQL,
  confirmRefusal,
  gapOfRefusal,
  isLasting,
  isOdd,
  isRefusal,
} from "./graphql-refusal.ts";
import { type GraphQLReadings, hydratePullRequests } from "./hydrate-pull-requests.ts";
import { laterReading, openParts, type Reading } from "./reading.ts";

/**
 * Hydrates the first `size` of these numbers, or fewer.
 *
 * - Halves the batch while it is too heavy for GitHub.
 * - Reads by one interface what the other does not give.
 * - Reads by REST a single pull request that is too heavy for GraphQL, and all of them if GraphQL
 *   is refused.
 * - A pull request that REST cannot read either becomes a failure. It is `absent` if neither
 *   interface knows it.
 */
export async function hydrateNext(
  client: GitHubClient,
  target: RepositoryTarget,
  numbers: readonly number[],
  options: HydrateNextOptions,
): Promise<HydratedBatch> {
  const batch = await hydrateBatch(client, target, numbers, options);
  const isAsked = batch.by === "graphql";
  const confirm = { ...options, isAsked };
  const failures = await confirmAbsent(client, target.githubId, batch.failures, confirm);
  return { ...batch, failures };
}

async function hydrateBatch(
  client: GitHubClient,
  target: RepositoryTarget,
  numbers: readonly number[],
  options: HydrateNextOptions,
): Promise<HydratedBatch> {
  let { size } = options;
  let isThere = false;
  let isOddAgain = false;
  for (;;) {
    const batch = numbers.slice(0, size);
    if (options.api === "rest" || options.graphqlGap) {
      return readByRest(client, target, batch, options);
    }
    try {
      const read = await rereadIncomplete(client, target, batch, options);
      const filled = await fillByRest(client, target, read, options);
      return { ...filled, nextSize: largerBatch(size, options.most) };
    } catch (error) {
      if (batch.length === 0 || !isRefusal(error)) throw error;
      const isAnswered = error.code === "query_too_heavy" || error.status !== undefined;
      // No response at all may be the network's fault or a pull request's. A refusal may mean
      // that the repository is gone.
      if (!isThere && (!isAnswered || isLasting(error))) {
        await confirmRefusal(client, target, error, options);
        isThere = true;
      }
      // One wrong response must not end the use of GraphQL for this run.
      if (isOdd(error) && !isOddAgain) {
        isOddAgain = true;
        continue;
      }
      if (isLasting(error) || batch.length === 1) {
        const isOut = isLasting(error) || !(await canUseGraphQL(client, options));
        const graphqlGap = isOut ? gapOfRefusal(error) : undefined;
        const read = await readByRest(client, target, batch, { ...options, graphqlGap });
        // Without GraphQL, the batch shows nothing about GraphQL's best size.
        return isOut ? read : { ...read, nextSize: 1 };
      }
      size = smallerBatch(batch.length);
    }
  }
}

/**
 * Reads again, once, what has fewer rows than GitHub counts. If the second read fails, the first
 * one stays.
 */
async function rereadIncomplete(
  client: GitHubClient,
  target: RepositoryTarget,
  numbers: readonly number[],
  options: HydrateNextOptions,
): Promise<GraphQLReadings> {
  const first = await hydratePullRequests(client, target, numbers, options);
  const incomplete = first.readings.filter(
    (reading) => reading.incomplete.size > 0 && openParts(reading).length > 0,
  );
  if (incomplete.length === 0) return first;
  const numbersAgain = incomplete.map(({ number }) => number);
  const secondOf = new Map<number, Reading>();
  try {
    const again = await hydratePullRequests(client, target, numbersAgain, options);
    for (const reading of again.readings) secondOf.set(reading.number, reading);
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
  const readings = first.readings.map((reading) =>
    laterReading(reading, secondOf.get(reading.number) ?? reading),
  );
  return { ...first, readings };
}
