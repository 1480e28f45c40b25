import type { Knobs } from "../fake-github-options.ts";
import type { FakeRequest } from "./fake-request.ts";

const READS = new Set(["GET", "HEAD", "OPTIONS"]);
const WRITE_POINTS = 5;

/** What an answer costs of the secondary limits. Source: "Calculating points for the secondary rate limit". */
export function secondaryPoints(
  { method, path }: Pick<FakeRequest, "method" | "path">,
  status: number,
  { notModifiedPoints }: Pick<Knobs, "notModifiedPoints">,
): number {
  if (status === 304) {
    return notModifiedPoints;
  }
  return READS.has(method) || path === "/graphql" ? 1 : WRITE_POINTS;
}
