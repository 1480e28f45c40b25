/** A copy without the keys whose value is `undefined`: a cleared part is absent, as from a database. */
export function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as T;
}
