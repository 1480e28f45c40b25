import { createAesGcmDecryptor, createPlaintextDecryptor, type Sync } from "@ghsync/core";

const key = process.env.GHSYNC_KEY; // 32 bytes in base64: openssl rand -base64 32
const aesGcm = key && createAesGcmDecryptor({ keys: { k1: key }, currentKeyId: "k1" });
/** With the key of the environment; without one tokens are stored as they are, which is refused in production. */
export const decryptor = aesGcm || createPlaintextDecryptor();

/** Tracks a repository, or replaces its token. Nothing happens if it has this one; a pause stays. */
export async function setToken(sync: Sync, fullName: string, token: string): Promise<void> {
  const repository = await sync.trackRepository({ fullName });
  if ((await decryptor.decrypt(repository).catch(() => null))?.token === token) return;
  await sync.setToken(repository.id, aesGcm ? aesGcm.encrypt(token, repository) : token);
  await sync.requestSync(repository.id);
}
