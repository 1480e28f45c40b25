import { createAesGcmDecryptor, createPlaintextDecryptor, type Sync } from "@ghsync/core";

const { GHSYNC_KEY } = process.env; // 32 bytes in base64: openssl rand -base64 32
const aesGcm =
  GHSYNC_KEY && createAesGcmDecryptor({ keys: { k1: GHSYNC_KEY }, currentKeyId: "k1" });

/** With the key of the environment; without one tokens are stored as they are, which is refused in production. */
export const decryptor = aesGcm || createPlaintextDecryptor();

/** Tracks a repository with its own token: inactive at first, since nobody is to run it before it has that. */
export async function addRepository(sync: Sync, fullName: string, token: string): Promise<void> {
  const repository = await sync.trackRepository({ fullName, active: false });
  const encryptedToken = aesGcm ? aesGcm.encrypt(token, repository) : token;
  await sync.trackRepository({ fullName, active: true, encryptedToken });
  await sync.requestSync(repository.id);
}
