import type { ErrorFault, Fault } from "@ghsync/testing";
import type { SweepCase } from "./sweep-case.ts";

/** What GitHub may answer instead of a list or a resource; the last two are lists without an end. */
export const refusals = [
  "401",
  "403",
  "404",
  "406",
  "410",
  "422",
  "429",
  "451",
  "500",
  "502",
  "503",
  "504",
  "truncated",
  "endless",
  "leading back",
] as const;
export type Refusal = (typeof refusals)[number];

/** The fault that answers so. `isDiff`: with GitHub's words for a diff that it can't make. */
export function refusedBy(refusal: Refusal, { isDiff = false } = {}): Fault {
  switch (refusal) {
    case "403":
      return { kind: "forbidden", reason: "integration" };
    case "429":
      return { kind: "forbidden", reason: "secondary-limit", status: 429 };
    case "truncated":
      return { kind: "truncated" };
    case "endless":
      return { kind: "endless-list", next: "further" };
    case "leading back":
      return { kind: "endless-list", next: "same" };
    default:
      return { kind: "error", status: statusOf(refusal), diff: isDiff };
  }
}

/** What a refusal costs beside the list itself. */
export function costsOf(refusal: Refusal): SweepCase["costs"] | undefined {
  return refusal === "401" || refusal === "429" ? "credential" : undefined;
}

function statusOf(refusal: `${ErrorFault["status"]}`): ErrorFault["status"] {
  return Number(refusal) as ErrorFault["status"];
}
