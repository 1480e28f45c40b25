import type { PullRequest } from "@ghsync/core";
import { badArgument, requireTenant, requireText } from "../check-argument.ts";
import { cleanText } from "../clean-value.ts";
import type { Dialect } from "../dialect.ts";
import { repositoryKey } from "../repository-key.ts";
import { type Fragment, join, raw, sql } from "../sql.ts";
import { children } from "../tables.ts";
import type { PullRequestFilter } from "./pull-request-query.ts";

/** Whose rows to read. */
export interface Scope {
  readonly repositoryId?: string;
  readonly tenantId?: string | null;
}

/** Conditions, all of which a row must meet. */
export function allOf(conditions: readonly Fragment[]): Fragment {
  return join(conditions, " AND ");
}

/**
 * What rows of a scope meet: those of a repository, of a tenant, or of a repository if it is the tenant's.
 *
 * @throws GhsyncError `config_invalid` for neither, and for one that is there and `undefined`: lost on its way, it must not open all rows
 */
export function scopeOf(dialect: Dialect, scope: Scope): readonly Fragment[] {
  const { repositoryId = "", tenantId } = scope;
  if (!("repositoryId" in scope) && !("tenantId" in scope)) {
    throw badArgument("repositoryId, tenantId", "given, one of them or both");
  }
  const conditions: Fragment[] = [];
  if ("repositoryId" in scope) {
    requireText("repositoryId", scope.repositoryId);
    conditions.push(sql`t.repo = ${repositoryKey(dialect, repositoryId)}`);
  }
  if ("tenantId" in scope) {
    const tenant = requireTenant(tenantId);
    conditions.push(
      tenant === null
        ? raw("t.tenant_id IS NULL")
        : sql`t.tenant_id = ${dialect.value("key", tenant)}`,
    );
  }
  return conditions;
}

const states: readonly PullRequest["state"][] = ["open", "closed", "merged"];

/** What pull requests of a filter meet. @throws GhsyncError `config_invalid` for values of other types */
export function filterOf(
  dialect: Dialect,
  { state, author, awaitingReviewer, draft, updatedSince, mergedSince }: PullRequestFilter,
): readonly Fragment[] {
  const conditions: Fragment[] = [];
  if (state !== undefined) {
    if (!states.includes(state)) throw badArgument("state", states.join(" or "));
    conditions.push(sql`t.state = ${dialect.value("key", state)}`);
  }
  if (author !== undefined)
    conditions.push(equalsText(dialect, "author", raw("t.author_login"), author));
  if (awaitingReviewer !== undefined) {
    const isAsked = equalsText(dialect, "awaitingReviewer", raw("q.reviewer"), awaitingReviewer);
    conditions.push(sql`t.state = ${dialect.value("key", "open")}
      AND (t.repo, t.number) IN (SELECT q.repo, q.number
        FROM ${dialect.table(children.reviewRequests)} AS q
        WHERE ${isAsked} AND q.kind = ${dialect.value("key", "actor")})`);
  }
  if (draft !== undefined) {
    if (typeof draft !== "boolean") throw badArgument("draft", "true or false");
    conditions.push(sql`t.draft = ${dialect.value("bool", draft)}`);
  }
  if (updatedSince !== undefined)
    conditions.push(isSince(dialect, "updatedSince", "t.updated_at", updatedSince));
  if (mergedSince !== undefined)
    conditions.push(isSince(dialect, "mergedSince", "t.merged_at", mergedSince));
  return conditions;
}

/** Equal text. No column holds text such as a NUL, so nothing equals it. */
function equalsText(dialect: Dialect, name: string, column: Fragment, text: string): Fragment {
  if (typeof text !== "string") throw badArgument(name, "a text");
  return cleanText(text) === text ? sql`${column} = ${dialect.value("key", text)}` : raw("false");
}

function isSince(dialect: Dialect, name: string, column: string, since: Date): Fragment {
  if (!(since instanceof Date) || Number.isNaN(since.getTime())) {
    throw badArgument(name, "a valid Date");
  }
  return sql`${raw(column)} >= ${dialect.value("instant", since)}`;
}
