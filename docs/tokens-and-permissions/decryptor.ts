import { createAesGcmDecryptor } from "@ghsync/core";

/** Encrypts the tokens that this app stores. Make a key with `openssl rand -base64 32`. */
export const decryptor = createAesGcmDecryptor({
  keys: { k1: process.env.GHSYNC_KEY },
  currentKeyId: "k1",
});
