/** The id of the repository that a pull request's row belongs to; `undefined` where the row does not say. */
export function repositoryIdOf(row: unknown): number | undefined {
  const { base } = (row ?? {}) as { base?: { repo?: { id?: unknown } | null } | null };
  const id = base?.repo?.id;
  return typeof id === "number" ? id : undefined;
}

/** The repository's name in an address of the API, in lower case; `undefined` where there is none. */
export function nameInAddress(address: unknown): string | undefined {
  if (typeof address !== "string") return undefined;
  return /\/repos\/([^/]+\/[^/?#]+)/.exec(address)?.[1]?.toLowerCase();
}
