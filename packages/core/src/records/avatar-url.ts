/** An avatar's address as every source gives it: GitHub adds `u=<hash>` in some answers, for the same picture. */
export function stableAvatarUrl(url: string): string | null {
  const parsed = URL.parse(url);
  parsed?.searchParams.delete("u");
  return parsed?.href ?? null;
}
