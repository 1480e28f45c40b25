import { isGhsyncError } from "../model/ghsync-error.ts";
import { checkOptions } from "../model/option-checks.ts";
import { completeLog } from "../ports/logger.ts";
import type { TrackedRepository } from "../ports/repository.ts";
import type { TokenDecryptor } from "../ports/token-decryptor.ts";
import type { GitHubClient, RequestOptions } from "./client.ts";
import { clientOptionRules, type GitHubClientOptions } from "./client-options.ts";
import { decryptCredential } from "./credential.ts";
import {
  listPages,
  listsOnly,
  type PageRequest,
  type PageResponse,
  pageLink,
  rebaseLink,
  takeOut,
} from "./list-pages.ts";
import { buildOctokit, defaultBaseUrl, quotaOf } from "./octokit.ts";
import { blocksOf, closeBlocked, createQuotas, type Quotas } from "./quota.ts";
import { parseRepositoryName } from "./repository-name.ts";
import { createHold, longestWaitMs, retryTransient } from "./retry.ts";
import { sleep as realSleep } from "./timing.ts";
import { createDoor, type DoorRequest } from "./transport.ts";

/**
 * Builds the client of one tracked repository's credential. The decryptor is asked now, again once the credential has
 * expired, and once for a request whose token GitHub refuses (401).
 *
 * @throws GhsyncError `config_invalid` for a malformed name or a bad option, `token_undecryptable` if the decryptor throws, or its own
 * error if that is a retryable `GhsyncError`
 * @example
 * const client = await createGitHubClient(repository, decryptor, { baseUrl: "https://ghe.example.com/api/v3" });
 */
export function createGitHubClient(
  repository: TrackedRepository,
  decryptor: TokenDecryptor,
  options: GitHubClientOptions = {},
): Promise<GitHubClient> {
  return openGitHubClient(repository, decryptor, options);
}

/** The options of a client of a run's. */
export interface RunClientOptions extends GitHubClientOptions {
  /** What the process knows of its credentials' limits, for clients that share it. @defaultValue the client's own */
  readonly quotas?: Quotas;
}

/** `createGitHubClient`, for a run. */
export async function openGitHubClient(
  repository: TrackedRepository,
  decryptor: TokenDecryptor,
  given: RunClientOptions,
): Promise<GitHubClient> {
  parseRepositoryName(repository.fullName);
  checkOptions(given, clientOptionRules);
  const log = completeLog(given.log ?? {});
  const { now = () => new Date(), requestTimeoutMs = 30_000 } = given;
  const options = { ...given, log, now, baseUrl: given.baseUrl?.replace(/\/+$/, "") };
  const decrypt = (signal: AbortSignal | undefined) =>
    decryptCredential(repository, decryptor, { signal, timeoutMs: requestTimeoutMs });
  let credential = await decrypt(options.signal);
  const quotaId = quotaOf(credential, options.baseUrl);
  const quota = (options.quotas ?? createQuotas())(quotaId, now());
  await closeBlocked(quota, quotaId, options);
  const { sleep = realSleep, reserve = 0.2 } = options;
  const door = createDoor({ now, sleep, requestTimeoutMs, quota, reserve });
  const build = () => buildOctokit(credential, door, quota, { ...options, now: door.now });
  let octokit = build();

  async function renew(signal: AbortSignal | undefined) {
    credential = await decrypt(signal);
    octokit = build();
  }

  async function renewIfOver(signal: AbortSignal | undefined) {
    // GitHub counts by its own clock.
    if (credential.expiresAt && credential.expiresAt <= door.now()) await renew(signal);
  }

  /** Makes the tries of one request. A token that GitHub refuses may have died in mid-run: the host is asked once for another. */
  function createAttempt<T>(signal: AbortSignal | undefined, ask: () => Promise<T>) {
    let isRenewed = false;
    return async (): Promise<T> => {
      await options.beforeRequest?.();
      await renewIfOver(signal);
      const used = credential;
      try {
        return await ask();
      } catch (error) {
        if (isRenewed || !("token" in used) || !isTokenRefused(error)) throw error;
        isRenewed = true;
        // Another request may have asked for it meanwhile.
        if (credential === used) await renew(signal);
        if ("token" in credential && credential.token === used.token) throw error;
        await options.beforeRequest?.();
        return ask();
      }
    };
  }
  const { retries = 3, random = Math.random } = options;
  const hold = createHold(now, longestWaitMs(retries));
  const send = <T>(signal: AbortSignal | undefined, ask: () => Promise<T>) =>
    hold.pass(() => retryTransient(createAttempt(signal, ask), { retries, sleep, random, signal }));

  return {
    credentialId: credential.credentialId,
    quotaId,
    knowledge: quota.knowledge,
    blocks: () => blocksOf(quota, quotaId, now()),
    usage: door.usage,
    now: door.safeNow,
    skewMs: door.skewMs,
    localTime: door.localTime,
    firstAnswerAt: door.firstAnswerAt,
    async get<Data>(path: string, { signal }: RequestOptions = {}) {
      const response = await send(signal, async () =>
        octokit.request(`GET ${path}`, byClient(signal)),
      );
      return { data: response.data as Data, date: door.dateOf(response) };
    },
    async graphql<Data>(query: string, variables: object, { signal }: RequestOptions = {}) {
      const response = await send(signal, async () =>
        octokit.request(`POST ${graphqlUrl(options.baseUrl)}`, {
          query,
          variables,
          ...byClient(signal),
        }),
      );
      const { data, errors } = response.data;
      return { data: data as Data, errors: errors ?? [], date: door.dateOf(response) };
    },
    async *pages(path, parameters, { signal, etagFor, expected } = {}) {
      const { request, paginate } = octokit;
      const endpoint = request.endpoint.defaults({ method: "GET", url: path });
      const { url } = endpoint(parameters);
      const etag = etagFor?.(url);
      const headers = etag === undefined ? {} : { "if-none-match": etag };
      // The plugin's iterator passes on method, URL and headers only, and a list may outlive the credential.
      const get = listsOnly(async (page: PageRequest) => {
        const response = await octokit.request({ ...page, method: "GET", ...byClient(signal) });
        const { headers, data } = response;
        const rows = Array.isArray(data) ? data.length : 0;
        const link = pageLink(headers.link, page.url, rows);
        // GitHub's own API names itself.
        const isItself = (options.baseUrl ?? defaultBaseUrl) === defaultBaseUrl;
        headers.link = isItself ? link : rebaseLink(link, page.url, path);
        return response;
      });
      const iterate = paginate.iterator as unknown as Iterate;
      const pages = iterate(Object.assign(get, { endpoint }), { ...parameters, headers });
      const iterator = pages[Symbol.asyncIterator]();
      const next = () => send(signal, () => takeOut(iterator.next()));
      yield* listPages(next, url, door.dateOf, expected);
    },
  };
}

function isTokenRefused(error: unknown): boolean {
  return isGhsyncError(error) && error.code === "token_refused" && error.status === 401;
}

// The plugin types its iterator for the endpoints that it knows by name; the paths here start from a repository's id.
type Iterate = (request: unknown, parameters: object) => AsyncIterable<PageResponse>;

// GitHub Enterprise Server serves REST below /api/v3 and GraphQL at /api/graphql. A strategy asks for tokens below the base URL.
function graphqlUrl(baseUrl = ""): string {
  return `${baseUrl.replace(/\/v3$/, "")}/graphql`;
}

function byClient(signal: AbortSignal | undefined): Pick<DoorRequest, "request"> {
  return { request: { byClient: true, ...(signal ? { signal } : {}) } };
}
