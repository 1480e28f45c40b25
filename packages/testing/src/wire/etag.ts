import { createHash } from "node:crypto";

/** What an entity tag depends on. The origin is none of it: it differs with every loopback port. */
export interface EtagSource {
  readonly identity: string;
  readonly target: string;
  readonly accept: string;
  readonly version: string;
  /** The body, or what changes exactly when the body does. */
  readonly body: string;
}

/** The hash that GitHub wraps into an entity tag, 64 hex digits. */
export function etagHash(source: EtagSource): string {
  return createHash("sha256")
    .update(`${source.identity}\n${source.target}\n${source.accept}\n${source.version}\n`)
    .update(source.body)
    .digest("hex");
}

/** Compares weakly, as `If-None-Match` asks: `W/` doesn't count. */
export function matchesEtag(ifNoneMatch: string | null, hash: string): boolean {
  return (ifNoneMatch ?? "")
    .split(",")
    .some((tag) => tag.trim().replace(/^W\//, "") === `"${hash}"`);
}
