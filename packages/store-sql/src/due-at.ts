import type { RepositoryRead } from "@ghsync/core";
import { firstInstant } from "./clean-value.ts";
import type { Dialect } from "./dialect.ts";
import { type Fragment, raw, sql } from "./sql.ts";

/**
 * From when on a repository may run: the later of its next attempt and its lease's end. Absent ones
 * count as the earliest instant. One column, so that one index finds what is due.
 */
export function dueAt(
  dialect: Dialect,
  nextAttemptAt: Fragment,
  leaseExpiresAt: Fragment,
): Fragment {
  const always = dialect.value("instant", firstInstant);
  return sql`${raw(dialect.greatest)}(coalesce(${nextAttemptAt}, ${always}), coalesce(${leaseExpiresAt}, ${always}))`;
}

/** The same of a repository that was read. */
export function dueInstant({ state, lease }: Pick<RepositoryRead, "state" | "lease">): Date {
  const nextAttemptAt = state.nextAttemptAt ?? firstInstant;
  const leaseEnd = lease?.expiresAt ?? firstInstant;
  return nextAttemptAt > leaseEnd ? nextAttemptAt : leaseEnd;
}
