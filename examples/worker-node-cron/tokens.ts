import type { RepoStore, Sync } from "@ghsync/core";
import { createAesGcmDecryptor, createPlaintextDecryptor } from "@ghsync/core";

const key = process.env.GHSYNC_KEY; // 32 bytes in base64: openssl rand -base64 32
const aesGcm = key && createAesGcmDecryptor({ keys: { k1: key }, currentKeyId: "k1" });
/** With the key of the environment; without one tokens are stored as they are, which is refused in production. */
export const decryptor = aesGcm || createPlaintextDecryptor();

/** Tracks a repository, or replaces its token. Nothing happens if it has this one; a pause stays. */
export async function setToken(sync: Sync, store: RepoStore, fullName: string, token: string) {
  const { id } = await sync.trackRepository({ fullName });
  const { repository } = (await store.getRepository(id)) ?? {};
  const before = repository && (await decryptor.decrypt(repository).catch(() => undefined));
  if (before?.token === token) return;
  await sync.setToken(id, aesGcm ? aesGcm.encrypt(token, { id }) : token);
}
