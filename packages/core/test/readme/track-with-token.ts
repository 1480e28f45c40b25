import type { AesGcmDecryptor, Sync, TrackedRepository } from "@ghsync/core";

/** Tracks a repository that has a token of its own. */
export async function trackWithToken(
  { sync, decryptor }: { sync: Sync; decryptor: AesGcmDecryptor },
  fullName: string,
  token: string,
): Promise<TrackedRepository> {
  // Inactive at first: nobody is to run it before it has its token.
  const repository = await sync.trackRepository({ fullName, active: false });
  const encryptedToken = decryptor.encrypt(token, repository);
  return sync.trackRepository({ fullName, active: true, encryptedToken });
}
