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
  type PageRequest,
  type PageResponse,
  pageLink,
  rebaseLink,
  unwrapPageError,
  wrapPageErrors,
} from "./list-pages.ts";
import { createOctokit, defaultBaseUrl, quotaOf } from "./octokit.ts";
import { blocksOf, closeBlockedPools, createQuotas, type Quotas } from "./quota.ts";
import { parseRepositoryName } from "./repository-name.ts";
import { createBackoffWindow, longestWaitMs, retryTransient } from "./retry.ts";
import { sleep as realSleep } from "./timing.ts";
import { createTransport, type TransportRequest } from "./transport.ts";

/**
 * Creates the client of one tracked repository's credential.
 *
 * The decryptor is called now, again when the credential has expired, and once more for a request
 * whose token GitHub refuses (401).
 *
 * @throws GhsyncError `config_invalid` for an invalid name or option; `token_undecryptable` if the
 * decryptor throws, or its own error if that is a retryable `GhsyncError`
 * @example
 * const client = await createGitHubClient(repository, decryptor, { baseUrl: "https://ghe.example.com/api/v3" });
 */
export function createGitHubClient(
  repository: TrackedRepository,
  decryptor: TokenDecryptor,
  options: GitHubClientOptions = {},
): Promise<GitHubClient> {
  return createRunClient(repository, decryptor, options);
}

/** The options of a run's client. */
export interface RunClientOptions extends GitHubClientOptions {
  /** The quotas that the clients of a process share. @defaultValue the client's own */
  readonly quotas?: Quotas;
}

/** Creates the client of a run. */
export async function createRunClient(
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
  const { credentialId } = credential;
  const quotaId = quotaOf(credential, options.baseUrl);
  const quota = (options.quotas ?? createQuotas())(quotaId, now());
  await closeBlockedPools(quota, quotaId, options);
  const { sleep = realSleep, reserve = 0.2 } = options;
  const transport = createTransport({ now, sleep, requestTimeoutMs, quota, reserve });
  const build = () =>
    createOctokit(credential, transport, quota, { ...options, now: transport.now });
  let octokit = build();

  async function renew(signal: AbortSignal | undefined) {
    credential = await decrypt(signal);
    octokit = build();
  }

  async function renewIfOver(signal: AbortSignal | undefined) {
    // The token expires by GitHub's clock.
    if (credential.expiresAt && credential.expiresAt <= transport.now()) await renew(signal);
  }

  /**
   * Creates the function that makes one try of a request. A refused token may have expired during
   * the run, so the host is asked for another one, once.
   */
  function createAttempt<T>(signal: AbortSignal | undefined, sendOnce: () => Promise<T>) {
    let isRenewed = false;
    return async (): Promise<T> => {
      await options.beforeRequest?.();
      await renewIfOver(signal);
      const used = credential;
      try {
        return await sendOnce();
      } catch (error) {
        if (isRenewed || !("token" in used) || !isTokenRefused(error)) throw error;
        isRenewed = true;
        // Another request may have renewed it in the meantime.
        if (credential === used) await renew(signal);
        if ("token" in credential && credential.token === used.token) throw error;
        await options.beforeRequest?.();
        return sendOnce();
      }
    };
  }
  const { retries = 3, random = Math.random } = options;
  const backoffWindow = createBackoffWindow(now, longestWaitMs(retries));
  const send = <T>(signal: AbortSignal | undefined, sendOnce: () => Promise<T>) =>
    backoffWindow.run(() =>
      retryTransient(createAttempt(signal, sendOnce), { retries, sleep, random, signal }),
    );

  return {
    credentialId,
    quotaId,
    knowledge: quota.knowledge,
    blocks: () => blocksOf(quota, quotaId, now()),
    usage: transport.usage,
    now: transport.safeNow,
    skewMs: transport.skewMs,
    localTime: transport.localTime,
    firstResponseAt: transport.firstResponseAt,
    async get<Data>(path: string, { signal }: RequestOptions = {}) {
      const response = await send(signal, async () =>
        octokit.request(`GET ${path}`, byClient(signal)),
      );
      const { data, url } = response;
      return { data: data as Data, date: transport.dateOf(response), url };
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
      return { data: data as Data, errors: errors ?? [], date: transport.dateOf(response) };
    },
    async *pages(path, parameters, { signal, etagFor, expected } = {}) {
      const { request, paginate } = octokit;
      const endpoint = request.endpoint.defaults({ method: "GET", url: path });
      const { url } = endpoint(parameters);
      const etag = etagFor?.(url);
      const headers = etag === undefined ? {} : { "if-none-match": etag };
      let shown = 0;
      // The plugin's iterator passes only method, URL and headers. A list may outlive the
      // credential.
      const get = wrapPageErrors(async (page: PageRequest) => {
        // An ETag belongs to the credential that the client was created with.
        const isRenamed = credential.credentialId !== credentialId;
        const sent = isRenamed ? { ...page, headers: withoutCondition(page.headers) } : page;
        const response = await octokit.request({ ...sent, method: "GET", ...byClient(signal) });
        const { headers, data } = response;
        if (isRenamed) delete headers.etag;
        const rows = Array.isArray(data) ? data.length : 0;
        shown += rows;
        const isWhole = expected !== undefined && shown >= expected;
        const link = pageLink(headers.link, page.url, rows, { isWhole });
        // Links of github.com name the requested host.
        const isItself = (options.baseUrl ?? defaultBaseUrl) === defaultBaseUrl;
        headers.link = isItself ? link : rebaseLink(link, page.url, path);
        return response;
      });
      const iterate = paginate.iterator as unknown as Iterate;
      const pages = iterate(Object.assign(get, { endpoint }), { ...parameters, headers });
      const iterator = pages[Symbol.asyncIterator]();
      const next = () => send(signal, () => unwrapPageError(iterator.next()));
      yield* listPages(next, url, transport.dateOf, expected);
    },
  };
}

function withoutCondition({ "if-none-match": _, ...headers }: PageRequest["headers"]) {
  return headers;
}

function isTokenRefused(error: unknown): boolean {
  return isGhsyncError(error) && error.code === "token_refused" && error.status === 401;
}

// The plugin types its iterator only for known endpoints; our paths start from a repository's id.
type Iterate = (request: unknown, parameters: object) => AsyncIterable<PageResponse>;

// GitHub Enterprise Server has REST at /api/v3 and GraphQL at /api/graphql. A strategy requests
// tokens below the base URL.
function graphqlUrl(baseUrl = ""): string {
  return `${baseUrl.replace(/\/v3$/, "")}/graphql`;
}

function byClient(signal: AbortSignal | undefined): Pick<TransportRequest, "request"> {
  return { request: { byClient: true, ...(signal ? { signal } : {}) } };
}
