import type { GitHubClient } from "../github/client.ts";
import { confirmIdentity, type RepositoryTarget } from "../github/identity.ts";
import { type GhsyncError, isGhsyncError } from "../model/ghsync-error.ts";
import { type ChildKind, childKinds, rowParts, type SnapshotPart } from "../model/snapshot.ts";
import {
  type HydratedBatch,
  type HydrateNextOptions,
  isFullByRest,
  type UnreadPart,
} from "./batch.ts";
import { isNotFound } from "./confirm-absent.ts";
import {
  confirmRefusal,
  gapOfRefusal,
  isLasting,
  isOdd,
  isOfSecond,
  isOwnFault,
  isRefusal,
  isRepositoryDenied,
} from "./graphql-refusal.ts";
import {
  type GraphQLReadings,
  hydrateLinkedIssues,
  hydratePullRequests,
} from "./hydrate-pull-requests.ts";
import {
  emptyReading,
  type Gap,
  isCapped,
  type Joined,
  joinReadings,
  openParts,
  type Reading,
  wholeLinkedIssues,
} from "./reading.ts";
import { hydrateByRest, type RestReading } from "./rest/hydrate-by-rest.ts";

const truncatedReason = "REST lists only some of its commits, and GraphQL did not give them.";

type Row = Reading["pullRequest"];

/** What was read of a batch so far. */
interface Tally {
  readonly snapshots: HydratedBatch["snapshots"][number][];
  readonly failures: HydratedBatch["failures"][number][];
  readonly unread: UnreadPart[];
  /** Parts that neither interface lets this credential read. */
  readonly forbidden: Set<SnapshotPart>;
  /** Why GraphQL is not asked any more in this run. */
  graphqlGap?: Gap;
}

function newTally(): Tally {
  return { snapshots: [], failures: [], unread: [], forbidden: new Set() };
}

/**
 * Reads by REST what GraphQL did not give, one pull request after the other. Stops after some
 * requests, because an interrupted batch is lost as a whole. The batch is then smaller.
 */
export async function fillByRest(
  client: GitHubClient,
  target: RepositoryTarget,
  { readings, fullName, readAt }: GraphQLReadings,
  options: HydrateNextOptions,
): Promise<Omit<HydratedBatch, "nextSize">> {
  const tally = newTally();
  const { requests } = client.usage();
  const linked = await linkedIssuesApart(client, target, readings, options);
  let restGap: Gap | undefined;
  for (const reading of readings) {
    const first = withLinkedIssues(reading, linked.get(reading.number));
    const open = toAsk(first, tally, options);
    const isForRest = open.some((part) => part !== "linkedIssues") || !first.pullRequest;
    let other: Reading | undefined;
    if (isForRest) {
      other = restGap
        ? emptyOf(client, "rest", first.number, restGap)
        : await askRest(client, target, first, open, options);
      if ((other as RestReading).failure) restGap = other.gap;
    }
    note(tally, first, joinReadings(first, other), options);
    if (isFullByRest(client.usage().requests - requests)) break;
  }
  const forbidden = [...tally.forbidden];
  return { ...tally, by: "graphql", forbidden, fullName, readAt, graphqlGap: undefined };
}

/** Reads by REST the open parts of a pull request, even those that REST counts as empty. */
async function askRest(
  client: GitHubClient,
  { githubId }: RepositoryTarget,
  { number, pullRequest, gaps }: Reading,
  open: readonly SnapshotPart[],
  { kinds: wanted, probedParts, ...options }: HydrateNextOptions,
): Promise<RestReading> {
  const kinds = pullRequest ? wanted.filter((kind) => open.includes(kind)) : wanted;
  try {
    const asked = { ...options, kinds, probedParts: pullRequest ? kinds : probedParts };
    // For other parts, GraphQL's reading is a second one, if it gave them.
    const isMeant = (part: SnapshotPart) => part === "reviews" || gaps.has(part);
    const reading = await rereadIncomplete(client, githubId, number, asked, isMeant);
    return {
      ...reading,
      storedKinds: kinds.filter((kind) => isStored(kind, reading, pullRequest)),
    };
  } catch (error) {
    if (!isGhsyncError(error)) throw error;
    if (!isOwnFault(error) && error.code !== "access_denied") throw error;
    const why = error.code === "access_denied" ? "refused" : "failed";
    const gap: Gap = { reason: error.message, why };
    const failure = error.code === "transient" ? error : undefined;
    return { ...emptyOf(client, "rest", number, gap), failure, isAbsent: isNotFound(error) };
  }
}

/**
 * Whether REST skipped a kind that is stored whole, for the same head and base as GraphQL shows.
 */
function isStored(
  kind: ChildKind,
  { pullRequest: row, children, gaps }: Reading,
  by: Row,
): boolean {
  const isAtSameEnds = !by || (by.headSha === row?.headSha && by.baseSha === row.baseSha);
  return row !== undefined && isAtSameEnds && !children[kind] && !gaps.has(kind);
}

/**
 * Reads the linked issues of pull requests whose row GraphQL did not give: only GraphQL lists them.
 */
async function linkedIssuesApart(
  client: GitHubClient,
  target: RepositoryTarget,
  readings: readonly Reading[],
  options: HydrateNextOptions,
): Promise<ReadonlyMap<number, Reading>> {
  const numbers = readings
    .filter(({ isAbsent, gaps }) => !isAbsent && gaps.get("linkedIssues")?.why === "failed")
    .map(({ number }) => number);
  if (numbers.length === 0) return new Map();
  try {
    const read = await hydrateLinkedIssues(client, target, numbers, options);
    return new Map(read.map((reading) => [reading.number, reading]));
  } catch (error) {
    // The linked issues stay unread. Nothing else of the batch depends on them.
    await requireRefusal(client, target, error, options);
    return new Map();
  }
}

function withLinkedIssues(reading: Reading, apart: Reading | undefined): Reading {
  const linkedIssues = wholeLinkedIssues(apart);
  return linkedIssues ? { ...reading, linkedIssues } : reading;
}

/**
 * Reads pull requests by REST, one after the other, and by GraphQL what REST does not give.
 *
 * Stops after some requests, because an interrupted batch is lost as a whole. Also stops where
 * GitHub fails: in an outage, each other pull request would fail too, with all its retries.
 */
export async function readByRest(
  client: GitHubClient,
  target: RepositoryTarget,
  numbers: readonly number[],
  options: HydrateNextOptions,
): Promise<HydratedBatch> {
  const tally = newTally();
  const { requests } = client.usage();
  let readAt: Date | undefined;
  let fullName: string | undefined;
  let outage: HydratedBatch["outage"];
  for (const number of numbers) {
    // Whether a missing pull request is young depends on the time of the request.
    const askedAt = client.now();
    try {
      const first = await readOne(client, target, number, options);
      const other = await askGraphQL(client, target, first, tally, options);
      note(tally, first, joinReadings(first, other), options);
      readAt ??= first.readAt;
      // Keep the first name: a rename inside the batch is news for the next batch.
      fullName ??= first.fullName;
      if (first.failure) outage = { number, error: first.failure };
    } catch (error) {
      if (!isGhsyncError(error) || !isOwnFault(error)) throw error;
      const failure = { number, reason: error.message };
      tally.failures.push(isNotFound(error) ? { ...failure, absent: true } : failure);
      readAt ??= askedAt;
      if (error.code === "transient") outage = { number, error };
    }
    if (outage || isFullByRest(client.usage().requests - requests)) break;
  }
  return {
    ...tally,
    forbidden: [...tally.forbidden],
    by: "rest",
    fullName,
    readAt: readAt ?? client.now(),
    nextSize: options.size,
    graphqlGap: options.graphqlGap ?? tally.graphqlGap,
    ...(outage && { outage }),
  };
}

/** Reads one pull request by REST. If only this one is refused, GraphQL may give it. */
async function readOne(
  client: GitHubClient,
  target: RepositoryTarget,
  number: number,
  options: HydrateNextOptions,
): Promise<RestReading> {
  try {
    const reading = await rereadIncomplete(client, target.githubId, number, options);
    if (options.api === "graphql") return reading;
    // A host that uses REST does not expect linked issues.
    const gaps = new Map(reading.gaps);
    gaps.delete("linkedIssues");
    return { ...reading, gaps };
  } catch (error) {
    if (!isGhsyncError(error) || error.code !== "access_denied") throw error;
    await confirmIdentity(client, target.githubId, options);
    return emptyOf(client, "rest", number, { reason: error.message, why: "refused" });
  }
}

/** Reads again, once, what has fewer rows than GitHub counts or than are stored. */
async function rereadIncomplete(
  client: GitHubClient,
  githubId: number,
  number: number,
  { findKnown, known: _, ...options }: HydrateNextOptions,
  isMeant: (part: SnapshotPart) => boolean = () => true,
): Promise<RestReading> {
  const known = await findKnown?.(number);
  const read = () => hydrateByRest(client, githubId, number, { ...options, known });
  const first = await read();
  const isIncomplete = openParts(first).some((part) => first.incomplete.has(part) && isMeant(part));
  return isIncomplete ? read() : first;
}

/** Reads by GraphQL what REST did not give of a pull request; `undefined` if nothing is missing. */
async function askGraphQL(
  client: GitHubClient,
  target: RepositoryTarget,
  first: Reading,
  tally: Tally,
  options: HydrateNextOptions,
): Promise<Reading | undefined> {
  const { number } = first;
  const open = toAsk(first, tally, options);
  if (open.length === 0 && first.pullRequest) return undefined;
  const known = options.graphqlGap ?? tally.graphqlGap;
  if (known) return emptyOf(client, "graphql", number, known);
  const kinds = options.kinds.filter((kind) => open.includes(kind));
  const isForLinked = first.pullRequest && open.every((part) => part === "linkedIssues");
  const read = async () =>
    isForLinked
      ? await hydrateLinkedIssues(client, target, [number], options)
      : (await hydratePullRequests(client, target, [number], { ...options, kinds })).readings;
  try {
    const [reading] = await read().catch((error: unknown) => {
      // A refusal makes a short list final: one can be a mistake.
      const isDecisive = isGhsyncError(error) && error.code === "access_denied";
      if (isDecisive && first.incomplete.size > 0) return read();
      throw error;
    });
    return reading;
  } catch (error) {
    if (!isOfSecond(error)) throw error;
    if (isRepositoryDenied(error)) await confirmRefusal(client, target, error, options);
    const gap = gapOfRefusal(error);
    // Where GraphQL is asked first, the next batch meets the error by itself.
    const isForAll = !isRefusal(error) || (isLasting(error) && !isOdd(error));
    if (options.api === "rest" && isForAll) tally.graphqlGap = gap;
    return emptyOf(client, "graphql", number, gap);
  }
}

/** @throws what GraphQL rejected with, unless REST can be used instead */
async function requireRefusal(
  client: GitHubClient,
  target: RepositoryTarget,
  error: unknown,
  options: HydrateNextOptions,
): Promise<GhsyncError> {
  if (!isRefusal(error)) throw error;
  if (isRepositoryDenied(error)) await confirmRefusal(client, target, error, options);
  return error;
}

/**
 * Returns the parts to read by the other interface. Leaves out what this one refuses if both
 * refused it earlier in the run.
 */
function toAsk(first: Reading, { forbidden }: Tally, { refused = [] }: HydrateNextOptions) {
  const wasRefused = (part: SnapshotPart) => forbidden.has(part) || refused.includes(part);
  const isRefused = (part: SnapshotPart) => first.gaps.get(part)?.why === "refused";
  return openParts(first).filter((part) => !(isRefused(part) && wasRefused(part)));
}

function emptyOf(client: GitHubClient, by: Reading["by"], number: number, gap: Gap): Reading {
  const parts = [...rowParts, ...childKinds];
  return emptyReading(by, number, { parts, gap, readAt: client.now() });
}

/** Adds a pull request to the batch. */
function note(tally: Tally, first: Reading, joined: Joined, options: HydrateNextOptions): void {
  const { number, readAt } = first;
  const { pullRequest, children, gaps, truncated } = joined;
  if (!pullRequest) {
    const reason = joined.gap?.reason ?? "GitHub returned nothing for it.";
    tally.failures.push({ number, reason, ...(joined.isAbsent && { absent: true }) });
    return;
  }
  const unread = [...gaps.keys()];
  tally.snapshots.push({ pullRequest, children, truncated, unread, readAt });
  for (const [part, { why, reason }] of gaps) {
    if (why === "refused") tally.forbidden.add(part);
    else tally.unread.push({ number, part, reason });
  }
  const isByGraphQL = first.by === "graphql" && first.children.commits !== undefined;
  const isTruncated =
    truncated.includes("commits") && isCapped("commits", "rest", children.commits?.length);
  if (options.api === "graphql" && isTruncated && !isByGraphQL) {
    tally.unread.push({ number, part: "commits", reason: truncatedReason });
  }
}
