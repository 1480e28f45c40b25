import { createQuota, type Quota } from "./quota.ts";

/** The quotas that a process knows, by their id. */
export type Quotas = (quotaId: string) => Quota;

/** Quotas that are kept though no client has them: a limit of one that is forgotten is in the store, and a token can be asked for again. */
const mostKept = 1000;

/** Creates quotas of which nothing is known. One that a client has is never forgotten: a credential has one way out. */
export function createQuotas(): Quotas {
  const recent = new Map<string, Quota>();
  const alive = new Map<string, WeakRef<Quota>>();
  const forgotten = new FinalizationRegistry((quotaId: string) => {
    if (!alive.get(quotaId)?.deref()) alive.delete(quotaId);
  });
  const create = (quotaId: string) => {
    const quota = createQuota();
    alive.set(quotaId, new WeakRef(quota));
    forgotten.register(quota, quotaId);
    return quota;
  };
  return (quotaId) => {
    const quota = alive.get(quotaId)?.deref() ?? create(quotaId);
    recent.delete(quotaId);
    recent.set(quotaId, quota);
    const [oldest] = recent.keys();
    if (oldest !== undefined && recent.size > mostKept) recent.delete(oldest);
    return quota;
  };
}
