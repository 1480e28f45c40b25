/** A value in which every text calls the repository by its present name. A rename leaves no stamp: rows may show a former one. */
export function withPresentName<T>(value: T, formerNames: readonly string[], name: string): T {
  const former = new RegExp(`(?:${formerNames.join("|")})(?![\\w-])`, "g");
  const present = (part: unknown): unknown => {
    if (typeof part === "string") return part.replaceAll(former, name);
    if (Array.isArray(part)) return part.map(present);
    if (typeof part !== "object" || part === null || part instanceof Date) return part;
    return Object.fromEntries(Object.entries(part).map(([key, item]) => [key, present(item)]));
  };
  return formerNames.length > 0 ? (present(value) as T) : value;
}
