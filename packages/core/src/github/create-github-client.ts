import { requireAtLeast, requireCount } from "../errors/check-option.ts";
import { GhsyncError } from "../errors/ghsync-error.ts";
import type { TrackedRepository } from "../ports/repository.ts";
import type { TokenDecryptor } from "../ports/token-decryptor.ts";
import { buildOctokit, quotaOf } from "./build-octokit.ts";
import { decryptCredential } from "./decrypt-credential.ts";
import { createDoor } from "./door.ts";
import type { GitHubClient, RequestOptions } from "./github-client.ts";
import { dateOf, listPages, type PageResponse } from "./list-pages.ts";
import { listsOnly, type PageRequest, takeOut } from "./list-request.ts";
import type { Logger } from "./logger.ts";
import { parseRepositoryName } from "./repository-name.ts";
import { retryTransient } from "./retry-transient.ts";
import { sleep as realSleep, type Sleep } from "./sleep.ts";

export interface GitHubClientOptions {
  /** API root. GitHub Enterprise Server: `https://HOST/api/v3`. @defaultValue "https://api.github.com" */
  readonly baseUrl?: string | undefined;
  /** @defaultValue globalThis.fetch */
  readonly fetch?: typeof fetch | undefined;
  /** Time limit of one request, its body included, in milliseconds. @defaultValue 30_000 */
  readonly requestTimeoutMs?: number | undefined;
  /** Tries after the first, of a request that failed for the moment. @defaultValue 3 */
  readonly retries?: number | undefined;
  /** Goes before `ghsync` in the `User-Agent` header, so that GitHub can tell who asks. */
  readonly userAgent?: string | undefined;
  /** @defaultValue silent */
  readonly log?: Logger | undefined;
  /** @defaultValue the system's clock */
  readonly now?: (() => Date) | undefined;
  /** @defaultValue a timer */
  readonly sleep?: Sleep | undefined;
  /** From 0 to below 1. @defaultValue Math.random */
  readonly random?: (() => number) | undefined;
  /** Tells until when a quota ({@link GitHubClient.quotaId}) is known to be used up: nothing is sent before. @defaultValue nothing is known */
  readonly blockedUntil?: (quotaId: string) => Promise<Date | undefined>;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Builds the client of one tracked repository's credential. The decryptor is asked now, and again once the credential has
 * expired.
 *
 * @throws GhsyncError `config_invalid` for a malformed name or base URL, `token_undecryptable` if the decryptor throws
 * @example
 * const client = await createGitHubClient(repository, decryptor, { baseUrl: "https://ghe.example.com/api/v3" });
 */
export async function createGitHubClient(
  repository: TrackedRepository,
  decryptor: TokenDecryptor,
  given: GitHubClientOptions = {},
): Promise<GitHubClient> {
  parseRepositoryName(repository.fullName);
  checkClientOptions(given);
  const options = { ...given, baseUrl: given.baseUrl?.replace(/\/+$/, "") };
  const { now = () => new Date(), requestTimeoutMs = 30_000 } = options;
  const decrypt = (signal: AbortSignal | undefined) =>
    decryptCredential(repository, decryptor, { signal, timeoutMs: requestTimeoutMs });
  let credential = await decrypt(options.signal);
  const quotaId = quotaOf(credential, options.baseUrl);
  const blockedUntil = await options.blockedUntil?.(quotaId);
  const door = createDoor({ now, requestTimeoutMs, blockedUntil });
  let octokit = buildOctokit(credential, door, options);

  async function current(signal: AbortSignal | undefined) {
    if (credential.expiresAt && credential.expiresAt <= now()) {
      credential = await decrypt(signal);
      octokit = buildOctokit(credential, door, options);
    }
    return octokit;
  }

  const send = <T>(signal: AbortSignal | undefined, ask: () => Promise<T>) =>
    retryTransient(ask, {
      retries: options.retries ?? 3,
      sleep: options.sleep ?? realSleep,
      random: options.random ?? Math.random,
      signal,
    });

  return {
    credentialId: credential.credentialId,
    quotaId,
    usage: door.usage,
    now: door.now,
    firstAnswerAt: door.firstAnswerAt,
    async get<Data>(path: string, { signal }: RequestOptions = {}) {
      const response = await send(signal, async () =>
        (await current(signal)).request(`GET ${path}`, withSignal(signal)),
      );
      return { data: response.data as Data, date: dateOf(response, door.now) };
    },
    async graphql<Data>(query: string, variables: object, { signal }: RequestOptions = {}) {
      const root = graphqlRoot(options.baseUrl);
      const response = await send(signal, async () =>
        (await current(signal)).request("POST /graphql", {
          ...root,
          query,
          variables,
          ...withSignal(signal),
        }),
      );
      const { data, errors } = response.data;
      return { data: data as Data, errors: errors ?? [], date: dateOf(response, door.now) };
    },
    async *pages(path, parameters, { signal, etagFor } = {}) {
      const { request, paginate } = await current(signal);
      const endpoint = request.endpoint.defaults({ method: "GET", url: path });
      const { url } = endpoint(parameters);
      const etag = etagFor?.(url);
      const headers = etag === undefined ? {} : { "if-none-match": etag };
      // The plugin's iterator passes on method, URL and headers only, and a list may outlive the credential.
      const get = listsOnly(async (page: PageRequest) =>
        (await current(signal)).request({ ...page, method: "GET", ...withSignal(signal) }),
      );
      const iterate = paginate.iterator as unknown as Iterate;
      const pages = iterate(Object.assign(get, { endpoint }), { ...parameters, headers });
      const iterator = pages[Symbol.asyncIterator]();
      yield* listPages(() => send(signal, () => takeOut(iterator.next())), url, door.now);
    },
  };
}

// The plugin types its iterator for the endpoints that it knows by name; the paths here start from a repository's id.
type Iterate = (request: unknown, parameters: object) => AsyncIterable<PageResponse>;

/** @throws GhsyncError `config_invalid`, with what to do */
export function checkClientOptions({
  baseUrl,
  requestTimeoutMs,
  retries,
}: GitHubClientOptions): void {
  if (baseUrl !== undefined && !/^https?:$/.test(URL.parse(baseUrl)?.protocol ?? "")) {
    throw new GhsyncError(
      "config_invalid",
      `baseUrl must be an http(s) address such as https://ghe.example.com/api/v3, not ${JSON.stringify(baseUrl)}.`,
    );
  }
  requireAtLeast("requestTimeoutMs", requestTimeoutMs ?? 1, 1);
  requireCount("retries", retries ?? 0);
}

// GitHub Enterprise Server serves REST below /api/v3 and GraphQL at /api/graphql.
function graphqlRoot(baseUrl: string | undefined): { baseUrl?: string } {
  return baseUrl === undefined ? {} : { baseUrl: baseUrl.replace(/\/v3$/, "") };
}

function withSignal(signal: AbortSignal | undefined): { request?: { signal: AbortSignal } } {
  return signal ? { request: { signal } } : {};
}
