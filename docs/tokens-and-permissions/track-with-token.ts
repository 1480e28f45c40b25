import type { AesGcmDecryptor, Sync } from "@ghsync/core";

/** Tracks a repository with a token of its own, or replaces its token. Returns the repository's id. */
export async function trackWithToken(
  { sync, decryptor }: { sync: Sync; decryptor: AesGcmDecryptor },
  fullName: string,
  token: string,
): Promise<string> {
  const repository = await sync.trackRepository({ fullName });
  // Makes the repository due, also if a worker has already tried it without a token.
  await sync.setToken(repository.id, decryptor.encrypt(token, repository));
  return repository.id;
}
