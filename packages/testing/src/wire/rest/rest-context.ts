import type { Repository } from "../../truth/repository.ts";
import type { Urls } from "./urls.ts";

/** What a route of a repository answers from. */
export interface RestContext {
  readonly repository: Repository;
  readonly query: URLSearchParams;
  readonly urls: Urls;
  /** The request's own path below the repository, for `Link`. */
  readonly path: string;
  /** Numbers in the path, from left to right. */
  readonly numbers: readonly number[];
}
