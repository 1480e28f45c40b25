import { GhsyncError } from "../model/ghsync-error.ts";
import { apiRootOf } from "./octokit.ts";

/** The two halves of `owner/name`. */
export interface RepositoryName {
  readonly owner: string;
  readonly name: string;
}

// GitHub's limits: 39 characters for a login (managed users add `_shortcode`), 100 for a name.
const pattern = /^(?<owner>[A-Za-z0-9](?:[A-Za-z0-9_-]{0,99}))\/(?<name>[A-Za-z0-9._-]{1,100})$/;
/** Git's form of a remote without a scheme: `git@github.com:owner/name.git`. */
const scpLike = /^(?:[^\s@/:]+@)?(?<host>[^\s@/:]+):(?<path>[^\s/:][^\s:]*)$/;
const scheme = /^(?:https?|ssh|git|git\+https|git\+ssh):\/\//i;
/** First path parts of pages on github.com that do not belong to a repository. */
const otherPages = new Set([
  ...["apps", "codespaces", "collections", "enterprises", "features", "login", "marketplace"],
  ...["notifications", "organizations", "orgs", "search", "settings", "sponsors", "stars"],
  ...["topics", "users"],
]);
/** Longer than the URL of any repository page. */
const maxInputLength = 2000;

/** Returns whether a value is exactly an `owner/name` that GitHub allows. */
export function isRepositoryName(value: unknown): value is string {
  return typeof value === "string" && split(value) !== undefined;
}

/**
 * Returns a repository name from GitHub's response.
 *
 * @throws GhsyncError `response_invalid` unless it is `owner/name`
 */
export function requireRepositoryName(fullName: unknown): string {
  if (isRepositoryName(fullName)) return fullName;
  throw new GhsyncError(
    "response_invalid",
    "GitHub sent a repository name that is not owner/name.",
  );
}

/**
 * Splits `owner/name`.
 *
 * @throws GhsyncError `config_invalid` for anything else, including a URL
 */
export function parseRepositoryName(fullName: string): RepositoryName {
  const parsed = typeof fullName === "string" && split(fullName);
  if (!parsed) throw notAName(fullName);
  return parsed;
}

/**
 * Returns the `owner/name` that a person entered in any usual form. Pure.
 *
 * The forms are: the name, with or without `.git`; the URL of the repository or of one of its
 * pages; what `git clone` accepts.
 *
 * @param input for example `octokit/core.js`, `https://github.com/octokit/core.js/pull/12` or
 * `git@github.com:octokit/core.js.git`
 * @param baseUrl the API root; a URL must belong to the same GitHub.
 * @defaultValue "https://api.github.com"
 * @returns `owner/name` in the given case
 * @throws GhsyncError `config_invalid` for anything else, and for a URL of another host
 */
export function repositoryNameOf(input: string, baseUrl?: string): string {
  if (typeof input !== "string" || input.length > maxInputLength) throw notAName(input);
  const text = input.trim();
  const plain = split(withoutGit(text));
  if (plain) return `${plain.owner}/${plain.name}`;
  const address = addressOf(text);
  if (!address) throw notAName(input);
  const api = new URL(apiRootOf(baseUrl));
  const webHost = webHostOf(api);
  const gitHost = webHost.replace(/:\d+$/, "");
  const hosts = address.isWeb ? [webHost, `www.${webHost}`, api.host] : [gitHost, `ssh.${gitHost}`];
  const { host } = address;
  if (!hosts.includes(host)) throw otherHost(input, host, webHost);
  const parts = repositoryPath(address, api).split("/").filter(Boolean);
  const [owner = "", name = ""] = parts;
  const parsed = split(withoutGit(`${owner}/${name}`));
  if (!parsed || otherPages.has(owner.toLowerCase())) throw notAName(input);
  return `${parsed.owner}/${parsed.name}`;
}

function split(fullName: string): RepositoryName | undefined {
  const { owner, name } = pattern.exec(fullName)?.groups ?? {};
  return owner && name && name !== "." && name !== ".." ? { owner, name } : undefined;
}

// GitHub allows no repository name that ends in `.git`.
const withoutGit = (text: string) => text.replace(/\.git$/i, "");

interface Address {
  readonly host: string;
  readonly path: string;
  /** True for a page or an API: its port identifies the server. Git uses other ports. */
  readonly isWeb: boolean;
}

function addressOf(text: string): Address | undefined {
  const { host = "", path = "" } = (!text.includes("://") && scpLike.exec(text)?.groups) || {};
  if (host) return { host: host.toLowerCase(), path, isWeb: false };
  // `github.com/owner/name`, as an address bar shows it. An owner has no dot.
  const isBare = /^[^\s/@]+\.[^\s/@]+\/./.test(text);
  if (!scheme.test(text) && !isBare) return undefined;
  const url = URL.parse((isBare ? `https://${text}` : text).replace(/^git\+/i, ""));
  if (!url) return undefined;
  const isWeb = /^https?:$/.test(url.protocol);
  // `URL` keeps the host's case for schemes that it does not know.
  const of = isWeb ? url.host : url.hostname;
  return { host: of.toLowerCase(), path: url.pathname, isWeb };
}

/**
 * Returns the web host of an API: `github.com` for `api.github.com`, `HOST` for
 * `https://HOST/api/v3`.
 */
function webHostOf({ host, pathname }: URL): string {
  return pathname === "/" ? host.replace(/^api\./, "") : host;
}

/**
 * Returns the path of a page, also for a URL of the API: `https://api.github.com/repos/owner/name`.
 */
function repositoryPath({ host, path }: Address, api: URL): string {
  const root = `${api.pathname.replace(/\/$/, "")}/repos/`;
  return host === api.host && path.startsWith(root) ? path.slice(root.length) : path;
}

function notAName(input: unknown): GhsyncError {
  const message = `${quoted(input)} is not a repository name: write owner/name, for example octokit/core.js.`;
  return new GhsyncError("config_invalid", message, { userActionable: true });
}

function otherHost(input: string, host: string, expected: string): GhsyncError {
  const message = `${quoted(input)} is on ${host}, and this sync reads ${expected}: write owner/name of a repository there, or set github.baseUrl to the API of ${host}.`;
  return new GhsyncError("config_invalid", message, { userActionable: true });
}

/** Quotes the input without parts that may be secret: user name, password, query string. */
function quoted(input: unknown): string {
  if (typeof input !== "string") return String(JSON.stringify(input));
  const [visible = ""] = input.slice(0, 200).split(/[?#]/);
  return JSON.stringify(visible.slice(visible.lastIndexOf("@") + 1));
}
