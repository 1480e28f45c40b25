import { isGhsyncError } from "../../errors/ghsync-error.ts";
import type { GitHubClient } from "../../github/github-client.ts";
import type { RepositoryTarget } from "../../github/repository-target.ts";
import { isFullByRest } from "../batch-size.ts";
import { tellsMissing } from "../confirm-absent.ts";
import type { HydratedBatch, HydrateNextOptions } from "../hydrate-next.ts";
import type { HydrationFailure } from "../hydrate-pull-requests.ts";
import { isOwnFault } from "../is-own-fault.ts";
import { isShort } from "../is-short.ts";
import { hydrateByRest } from "./hydrate-by-rest.ts";

/**
 * Reads these pull requests by REST, one after the other. Ends after few requests, since a stop costs them all; and where GitHub fails:
 * if that is an outage, the rest of the batch would meet it too, each with all its tries.
 */
export async function hydrateEachByRest(
  client: GitHubClient,
  target: RepositoryTarget,
  numbers: readonly number[],
  options: HydrateNextOptions,
): Promise<HydratedBatch> {
  const each: ReadAlone[] = [];
  const { requests } = client.usage();
  for (const number of numbers) {
    each.push(await hydrateAlone(client, target, number, options));
    if (each.at(-1)?.outage || isFullByRest(client.usage().requests - requests)) break;
  }
  const outage = each.at(-1)?.outage;
  return {
    snapshots: each.flatMap(({ snapshots }) => snapshots),
    failures: each.flatMap(({ failures }) => failures),
    forbidden: [...new Set(each.flatMap(({ forbidden }) => forbidden))],
    fullName: undefined,
    readAt: each[0]?.readAt ?? client.now(),
    nextSize: options.size,
    nextApi: options.api,
    ...(outage && { outage }),
  };
}

type ReadAlone = Omit<HydratedBatch, "fullName" | "nextSize" | "nextApi">;

async function hydrateAlone(
  client: GitHubClient,
  { githubId }: RepositoryTarget,
  number: number,
  options: HydrateNextOptions,
): Promise<ReadAlone> {
  const none = { snapshots: [], failures: [], forbidden: [] };
  // What a replica doesn't know is judged by how old it is when it is asked for.
  const askedAt = client.now();
  try {
    const held = await options.held?.(number);
    const read = () => hydrateByRest(client, githubId, number, { ...options, held });
    const first = await read();
    const { snapshot, forbidden } = isShort(first.snapshot) ? await read() : first;
    return { ...none, snapshots: [snapshot], forbidden, readAt: snapshot.readAt };
  } catch (error) {
    if (!isGhsyncError(error) || !isOwnFault(error)) throw error;
    const failure: HydrationFailure = { number, reason: error.message };
    const failures = [tellsMissing(error) ? { ...failure, absent: true } : failure];
    const outage = error.code === "transient" ? { outage: { number, error } } : {};
    return { ...none, failures, readAt: askedAt, ...outage };
  }
}
