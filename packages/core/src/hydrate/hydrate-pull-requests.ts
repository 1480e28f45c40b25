import type { GitHubClient, RequestOptions } from "../github/client.ts";
import type { RepositoryTarget } from "../github/identity.ts";
import type { Shaped } from "../github/shape.ts";
import { isGhsyncError } from "../model/ghsync-error.ts";
import type { ChildKind, SnapshotPart } from "../model/snapshot.ts";
import { type FirstPages, readFirstPages } from "./first-pages.ts";
import { readFurtherPages } from "./further-pages.ts";
import { type GraphQLFields, graphQLDetails, type graphQLLinkedIssue } from "./graphql-shapes.ts";
import { fieldParts, fieldShapes, mapLinkedIssue, mapPullRequest } from "./map-graphql.ts";
import { parseList } from "./parse-lists.ts";
import { type ConnectionName, connections, connectionsFor } from "./query.ts";
import { emptyReading, type Gap, type Reading } from "./reading.ts";

/** What GraphQL gave of a batch, in the requested order. */
export interface GraphQLReadings {
  readonly readings: readonly Reading[];
  /** The repository's current name. */
  readonly fullName: string;
  /** GitHub's `Date` of the first response. */
  readonly readAt: Date;
}

/**
 * Reads pull requests with all their children by GraphQL.
 *
 * Sends one query for the batch, one more if an unreadable list hid pull requests, and one for each
 * round of further pages. What GitHub does not give becomes a gap of the reading.
 *
 * @param numbers at most 25, unless GitHub can return more
 * @throws GhsyncError `query_too_heavy` if GitHub gave up: try fewer
 */
export async function hydratePullRequests(
  client: GitHubClient,
  target: RepositoryTarget,
  numbers: readonly number[],
  { kinds, signal }: RequestOptions & { readonly kinds: readonly ChildKind[] },
): Promise<GraphQLReadings> {
  const names = connectionsFor(kinds);
  const { pages, fullName, date } = await readFirstPages(client, target, numbers, {
    names,
    isWhole: true,
    signal,
  });
  await readFurtherPages(client, pages.values(), { signal });
  const readings = [...pages].map(([number, page]) => readingOf(number, page, names, date));
  const { namesTeams } = client.knowledge;
  return { readings: namesTeams ? readings : readings.map(withoutTeams), fullName, readAt: date };
}

const unnamedTeam: Gap = {
  reason: "This token may not name teams: it needs the scope read:org.",
  why: "refused",
};

/** Refuses the reviewers if a team is among them and the credential may not name teams. */
function withoutTeams(reading: Reading): Reading {
  const part = "requestedReviewers";
  if (!reading.gaps.has(part)) return reading;
  return { ...reading, gaps: new Map([...reading.gaps, [part, unnamedTeam]]) };
}

/**
 * Reads only the linked issues of these pull requests. Only GraphQL lists them, and it may fail at
 * the rest of a pull request.
 */
export async function hydrateLinkedIssues(
  client: GitHubClient,
  target: RepositoryTarget,
  numbers: readonly number[],
  { signal }: RequestOptions,
): Promise<readonly Reading[]> {
  const names: readonly ConnectionName[] = ["closingIssuesReferences"];
  const read = { names, isWhole: false, signal };
  const { pages, date } = await readFirstPages(client, target, numbers, read);
  await readFurtherPages(client, pages.values(), { signal });
  return [...pages].map(([number, page]) => readingOf(number, page, names, date));
}

function readingOf(
  number: number,
  { raw, gaps: fieldGaps, isAbsent }: FirstPages,
  names: readonly ConnectionName[],
  readAt: Date,
): Reading {
  const parts = [...Object.values(fieldParts), ...names.map((name) => connections[name].part)];
  if (!raw) {
    const empty = { parts, gap: wholeGap(fieldGaps), readAt };
    return { ...emptyReading("graphql", number, empty), isAbsent };
  }
  const gaps = new Map<SnapshotPart, Gap>();
  const incomplete = new Map<SnapshotPart, number | undefined>();
  const lists = new Map<ConnectionName, readonly unknown[]>();
  for (const name of names) {
    const { part } = connections[name];
    const at = `#${number}.${name}`;
    const gap = fieldGaps.get(name) ?? silenceOf(raw[name], at);
    const list = given(gap, () => parseList(raw, name, { at, number }));
    if (isGap(list)) gaps.set(part, list);
    else {
      lists.set(name, list.rows);
      if (list.isIncomplete) incomplete.set(part, list.count);
    }
  }
  const fields: Partial<GraphQLFields> = {};
  for (const [name, shape] of fieldShapes) {
    const field = given(fieldGaps.get(name), () => shape(raw, `#${number}`));
    if (isGap(field)) gaps.set(fieldParts[name], field);
    else Object.assign(fields, field);
  }
  const rows = <Row>(name: ConnectionName) => lists.get(name) as readonly Row[] | undefined;
  const pullRequest = given(detailGap(fieldGaps), () => {
    const details = graphQLDetails(raw, `#${number}`);
    return mapPullRequest(details, fields, {
      labels: rows("labels"),
      assignees: rows("assignees"),
      requestedReviewers: rows("reviewRequests"),
    });
  });
  const linked = rows<Shaped<typeof graphQLLinkedIssue>>("closingIssuesReferences");
  return {
    by: "graphql",
    number,
    linkedIssues: linked?.map(mapLinkedIssue),
    ...(isGap(pullRequest) ? { pullRequest: undefined, gap: pullRequest } : { pullRequest }),
    children: {
      reviews: rows("reviews"),
      reviewComments: rows("reviewThreads"),
      comments: rows("comments"),
      commits: rows("commits"),
      files: rows("files"),
    },
    gaps,
    incomplete,
    readAt,
  };
}

/**
 * Returns what `read` returns, or the gap: a known one, or that GitHub's value has the wrong shape.
 */
function given<T extends object>(gap: Gap | undefined, read: () => T): T | Gap {
  if (gap) return gap;
  try {
    return read();
  } catch (error) {
    if (!isGhsyncError(error)) throw error;
    return { reason: error.message, why: "failed" };
  }
}

function isGap(value: object): value is Gap {
  return "why" in value;
}

const nothing: Gap = { reason: "GitHub returned nothing for it.", why: "failed" };

function wholeGap(gaps: FirstPages["gaps"]): Gap {
  return gaps.get("") ?? [...gaps.values()][0] ?? nothing;
}

/** Returns why there is no row: an error at a field that it needs. */
function detailGap(gaps: FirstPages["gaps"]): Gap | undefined {
  const apart = new Set<string>([...Object.keys(fieldParts), ...Object.keys(connections)]);
  return [...gaps].find(([name]) => !apart.has(name))?.[1];
}

/** Returns a gap if GitHub returned null instead of rows. */
function silenceOf(raw: unknown, at: string): Gap | undefined {
  const isNull = raw === null || (raw as { readonly nodes?: unknown } | undefined)?.nodes === null;
  if (!isNull) return undefined;
  return { reason: `GitHub returned null for ${at}, without an error.`, why: "absent" };
}
