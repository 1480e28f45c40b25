import type { AesGcmDecryptor, RecognisingDecryptor, RepoStore } from "@ghsync/core";

/** Encrypts anew, by the current key, what any of the others has encrypted. */
export async function renewValues(
  store: RepoStore,
  any: RecognisingDecryptor,
  { needsRotation, encrypt }: AesGcmDecryptor,
): Promise<void> {
  for (let after: string | undefined; ; ) {
    const page = await store.listRepositories({ after, limit: 100 });
    for (const { repository } of page) {
      const { id, encryptedToken } = repository;
      if (encryptedToken === null || !needsRotation(encryptedToken)) continue;
      const { token } = await any.decrypt(repository);
      const renewed = encrypt(token, repository);
      await store.updateRepository(id, { encryptedToken: renewed });
    }
    after = page.at(-1)?.repository.id;
    if (after === undefined) return;
  }
}
