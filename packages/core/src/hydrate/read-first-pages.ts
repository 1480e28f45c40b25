import { GhsyncError } from "../errors/ghsync-error.ts";
import { quoteMessage } from "../errors/quote-message.ts";
import { repositoryUnanswered } from "../errors/repository-unanswered.ts";
import { refuseIfTooHeavy } from "../errors/tells-too-heavy.ts";
import type { GitHubClient, GraphQLItemError, RequestOptions } from "../github/github-client.ts";
import type { ChildKind } from "../records/snapshot.ts";
import { forbiddenKind, isUnknown } from "./forbidden-kind.ts";
import type { RawPullRequest } from "./graphql-shapes.ts";
import { aliasOf, hydrationQuery } from "./hydration-query.ts";

/** The pull requests of a batch, with the first page of every list. */
export interface FirstPages {
  /** In the order in which they were asked for. */
  readonly found: readonly RawPullRequest[];
  /** Why the others could not be read, by number. */
  readonly failures: Map<number, string>;
  /** Those of the others that GitHub says it has none of. */
  readonly absent: ReadonlySet<number>;
  readonly forbidden: ReadonlySet<ChildKind>;
  readonly fullName: string;
  /** GitHub's `Date` of the first answer. */
  readonly date: Date;
}

type HydrateData = {
  node:
    | ({ nameWithOwner: string } & Record<`p${number}`, RawPullRequest | null | undefined>)
    | null;
};

/**
 * Reads these pull requests by one query. A list that GitHub's schema promises takes its pull request away where it may not be
 * read: those are asked for once more, without it. Each round asks for fewer kinds, so there is an end.
 */
export async function readFirstPages(
  client: GitHubClient,
  repository: string,
  numbers: readonly number[],
  { kinds, signal }: RequestOptions & { readonly kinds: readonly ChildKind[] },
): Promise<FirstPages> {
  const query = hydrationQuery(numbers, kinds);
  const { data, errors, date } = await client.graphql<HydrateData>(
    query,
    { repository },
    { signal },
  );
  const { node } = data;
  refuseIfTooHeavy(errors);
  if (!node) throw repositoryUnanswered(errors);

  const failures = new Map<number, string>();
  const absent = new Set<number>();
  const forbidden = new Set<ChildKind>();
  const hidden = new Set<number>();
  for (const error of errors) {
    const number = numbers.find((candidate) => error.path?.[1] === aliasOf(candidate));
    if (number === undefined) throw errorOfItsOwn(error);
    const kind = forbiddenKind(error);
    const isWholeList = error.path?.length === 3;
    if (kind !== undefined && kinds.includes(kind) && (isWholeList || !isUnknown(error, data))) {
      forbidden.add(kind);
      if (!node[aliasOf(number)]) hidden.add(number);
    } else if (!isUnknown(error, data)) failures.set(number, error.message);
    if (error.type === "NOT_FOUND" && error.path?.length === 2) absent.add(number);
  }
  const again = numbers.filter((number) => hidden.has(number) && !failures.has(number));
  const allowed = kinds.filter((kind) => !forbidden.has(kind));
  const rest =
    again.length > 0
      ? await readFirstPages(client, repository, again, { kinds: allowed, signal })
      : undefined;
  for (const kind of rest?.forbidden ?? []) forbidden.add(kind);
  for (const [number, reason] of rest?.failures ?? []) failures.set(number, reason);
  for (const number of rest?.absent ?? []) absent.add(number);
  const restOf = new Map(rest?.found.map((raw) => [raw.number, raw]));
  const found = numbers.flatMap((number) => {
    const raw = node[aliasOf(number)] ?? restOf.get(number);
    if (!raw && !failures.has(number)) {
      failures.set(number, "GitHub answered nothing for it.");
      absent.add(number);
    }
    return raw && !failures.has(number) ? [raw] : [];
  });
  return { found, failures, absent, forbidden, fullName: node.nameWithOwner, date };
}

function errorOfItsOwn({ message }: GraphQLItemError): GhsyncError {
  const what = `GitHub's answer has an error of its own: ${quoteMessage(message)}`;
  return new GhsyncError("transient", what, { retryable: true });
}
