import type { AesGcmDecryptor, Sync } from "@ghsync/core";

/** Tracks a repository that has a token of its own, and answers its id. One that is paused stays so. */
export async function trackWithToken(
  { sync, decryptor }: { sync: Sync; decryptor: AesGcmDecryptor },
  fullName: string,
  token: string,
): Promise<string> {
  const repository = await sync.trackRepository({ fullName });
  // A worker that was quicker has found no token; this makes the repository due again.
  await sync.setToken(repository.id, decryptor.encrypt(token, repository));
  return repository.id;
}
