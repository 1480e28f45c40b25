import type { Repository } from "../truth/records.ts";
import type { Identity } from "./identity.ts";
import { accessBlocked, notOnIpAllowList, type Refusal, ssoRequired } from "./refusals.ts";
import { notFound } from "./rest/rest-result.ts";

/** Why an identity may not read a repository; `undefined` if it may. */
export function refusalFor(repository: Repository, identity: Identity): Refusal | undefined {
  const { owner, block } = repository;
  if (owner.access === "hidden" || (repository.private && identity.anonymous)) {
    return notFound();
  }
  if (owner.access === "sso" && !identity.anonymous) {
    return ssoRequired(owner.login);
  }
  if (owner.access === "ip-allow-list" && !identity.anonymous) {
    return notOnIpAllowList(owner.login);
  }
  return block === null ? undefined : accessBlocked(block.reason, block.createdAt);
}
