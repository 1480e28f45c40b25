import type { AesGcmDecryptor, RecognisingDecryptor, RepoStore } from "@ghsync/core";

/**
 * Encrypts every stored token with the current key.
 *
 * @param any - decrypts the values of all old keys
 * @returns the ids of the repositories whose value it could not decrypt
 */
export async function renewValues(
  store: RepoStore,
  any: RecognisingDecryptor,
  { needsRotation, encrypt }: AesGcmDecryptor,
): Promise<readonly string[]> {
  const undecryptable: string[] = [];
  for (let after: string | undefined; ; ) {
    const page = await store.listRepositories({ after, limit: 100 });
    for (const { repository } of page) {
      const { id, encryptedToken } = repository;
      if (encryptedToken === null || !needsRotation(encryptedToken)) continue;
      const credential = await any.decrypt(repository).catch(() => undefined);
      if (!credential) {
        undecryptable.push(id);
        continue;
      }
      // Keeps a token that a user has replaced in the meantime.
      const now = await store.getRepository(id);
      if (now?.repository.encryptedToken !== encryptedToken) continue;
      await store.updateRepository(id, { encryptedToken: encrypt(credential.token, repository) });
    }
    after = page.at(-1)?.repository.id;
    if (after === undefined) return undecryptable;
  }
}
