import { badArgument, requireTenant, requireText } from "../check-argument.ts";
import type { Row } from "../rows/row.ts";

/** Whose rows to read. */
export interface Scope {
  readonly repositoryId?: string;
  readonly tenantId?: string | null;
}

/**
 * Whose rows a query asks for: those of a repository, of a tenant, or of a repository if it is the tenant's.
 *
 * @throws GhsyncError `config_invalid` for neither, and for one that is there and `undefined`: lost on its way, it must not open all rows
 */
export function scopeOf(scope: Scope): Row {
  const { repositoryId, tenantId } = scope;
  if (!("repositoryId" in scope) && !("tenantId" in scope)) {
    throw badArgument("repositoryId, tenantId", "one of them, or both");
  }
  return {
    ...("repositoryId" in scope && { repositoryId: requireText("repositoryId", repositoryId) }),
    ...("tenantId" in scope && { tenantId: requireTenant(tenantId) }),
  };
}
