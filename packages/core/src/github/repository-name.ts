import { GhsyncError } from "../model/ghsync-error.ts";
import { apiRootOf } from "./octokit.ts";

/** The two halves of `owner/name`. */
export interface RepositoryName {
  readonly owner: string;
  readonly name: string;
}

// GitHub's own limits: logins of 39 characters (managed users add `_shortcode`), names of 100.
const pattern = /^(?<owner>[A-Za-z0-9](?:[A-Za-z0-9_-]{0,99}))\/(?<name>[A-Za-z0-9._-]{1,100})$/;
/** What git takes for a remote without a scheme: `git@github.com:owner/name.git`. */
const scpLike = /^(?:[^\s@/:]+@)?(?<host>[^\s@/:]+):(?<path>[^\s/:][^\s:]*)$/;
const scheme = /^(?:https?|ssh|git|git\+https|git\+ssh):\/\//i;
/** First parts of pages on github.com that belong to no repository. */
const otherPages = new Set([
  ...["apps", "codespaces", "collections", "enterprises", "features", "login", "marketplace"],
  ...["notifications", "organizations", "orgs", "search", "settings", "sponsors", "stars"],
  ...["topics", "users"],
]);
/** Longer than any address of a repository's page. */
const longestInput = 2000;

/** Whether a value is exactly `owner/name`, as GitHub allows names to be. */
export function isRepositoryName(value: unknown): value is string {
  return typeof value === "string" && split(value) !== undefined;
}

/**
 * A repository's name as GitHub gave it.
 *
 * @throws GhsyncError `response_invalid` for what is not `owner/name`
 */
export function requireGivenName(fullName: unknown): string {
  if (isRepositoryName(fullName)) return fullName;
  throw new GhsyncError(
    "response_invalid",
    "GitHub sent a repository name that is not owner/name.",
  );
}

/**
 * Takes `owner/name` apart.
 * @throws GhsyncError `config_invalid` for anything else, an URL included
 */
export function parseRepositoryName(fullName: string): RepositoryName {
  const parsed = typeof fullName === "string" && split(fullName);
  if (!parsed) throw notAName(fullName);
  return parsed;
}

/**
 * The `owner/name` that a person means: by that name, with or without `.git`, by the URL of the repository or of a page of it, or by what
 * `git clone` takes. Pure.
 *
 * @param input for example `octokit/core.js`, `https://github.com/octokit/core.js/pull/12` or `git@github.com:octokit/core.js.git`
 * @param baseUrl the API root; a URL must be of the same GitHub. @defaultValue "https://api.github.com"
 * @returns `owner/name`, with the letters' case as given
 * @throws GhsyncError `config_invalid` for anything else, and for a URL of another host
 */
export function repositoryNameOf(input: string, baseUrl?: string): string {
  if (typeof input !== "string" || input.length > longestInput) throw notAName(input);
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

// GitHub takes no repository whose name ends in `.git`.
const withoutGit = (text: string) => text.replace(/\.git$/i, "");

interface Address {
  readonly host: string;
  readonly path: string;
  /** Of a page or an API, whose port tells servers apart; git has ports of its own. */
  readonly isWeb: boolean;
}

function addressOf(text: string): Address | undefined {
  const { host = "", path = "" } = (!text.includes("://") && scpLike.exec(text)?.groups) || {};
  if (host) return { host: host.toLowerCase(), path, isWeb: false };
  // `github.com/owner/name`, as an address bar shows it. No owner has a dot.
  const isBare = /^[^\s/@]+\.[^\s/@]+\/./.test(text);
  if (!scheme.test(text) && !isBare) return undefined;
  const url = URL.parse((isBare ? `https://${text}` : text).replace(/^git\+/i, ""));
  if (!url) return undefined;
  const isWeb = /^https?:$/.test(url.protocol);
  // Of a scheme that it doesn't know, `URL` keeps the host's letters as they are.
  const of = isWeb ? url.host : url.hostname;
  return { host: of.toLowerCase(), path: url.pathname, isWeb };
}

/** Where people see what an API shows: `github.com` for `api.github.com`, `HOST` for `https://HOST/api/v3`. */
function webHostOf({ host, pathname }: URL): string {
  return pathname === "/" ? host.replace(/^api\./, "") : host;
}

/** The path of a page, also of an address of the API itself: `https://api.github.com/repos/owner/name`. */
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

/** What was given, without what may be a secret: a user, a password, a query string. */
function quoted(input: unknown): string {
  if (typeof input !== "string") return String(JSON.stringify(input));
  const [visible = ""] = input.slice(0, 200).split(/[?#]/);
  return JSON.stringify(visible.slice(visible.lastIndexOf("@") + 1));
}
