import type { AesGcmDecryptor, RecognisingDecryptor, RepoStore } from "@ghsync/core";

/** Encrypts anew, by the current key, what any of the others has encrypted. Answers the ids of the repositories whose value none can decrypt. */
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
      // A token that somebody has replaced meanwhile stays.
      const now = await store.getRepository(id);
      if (now?.repository.encryptedToken !== encryptedToken) continue;
      await store.updateRepository(id, { encryptedToken: encrypt(credential.token, repository) });
    }
    after = page.at(-1)?.repository.id;
    if (after === undefined) return undecryptable;
  }
}
