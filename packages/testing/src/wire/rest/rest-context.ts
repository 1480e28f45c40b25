import type { Settings } from "../../fake-github-options.ts";
import type { Repository } from "../../truth/records.ts";
import type { World } from "../../truth/world.ts";
import type { Identity } from "../identity.ts";
import type { Mergeability } from "../mergeability.ts";
import type { NodeIdForm } from "../node-id-form.ts";
import type { RateLimits } from "../rate-limit.ts";
import type { Urls } from "./urls.ts";

/** What a route of a repository is given. */
export interface RestContext {
  readonly world: World;
  readonly repository: Repository;
  readonly query: URLSearchParams;
  /** The query as the caller wrote it, with its question mark. */
  readonly search: string;
  readonly urls: Urls;
  readonly identity: Identity;
  readonly settings: Settings;
  readonly mergeability: Mergeability;
  /** The request's own path below the repository, for `Link`. */
  readonly path: string;
  /** The same, without slashes. */
  readonly segments: readonly string[];
  /** Numbers in the path, from left to right. */
  readonly numbers: readonly number[];
}

/** What the REST endpoint is given. */
export interface RestEndpoint {
  readonly world: World;
  readonly limits: RateLimits;
  readonly settings: Settings;
  readonly mergeability: Mergeability;
  readonly nodeIds: NodeIdForm;
}

/** What a route outside repositories is given. */
export interface RootContext {
  readonly world: World;
  readonly identity: Identity;
  readonly url: URL;
}
