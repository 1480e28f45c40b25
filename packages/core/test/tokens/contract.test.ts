import { createPlaintextDecryptor, firstMatch } from "@ghsync/core";
import { tokenDecryptorContract } from "@ghsync/testing/contracts";
import { describe, test } from "vitest";
import { createAesGcmSubject } from "./aes-gcm-subject.ts";
import { createFernetSubject } from "./fernet-subject.ts";

const notBound = {
  "A value that was encrypted for another repository is refused": "It is bound to none.",
};

const notEncrypted = "It is not encrypted.";

const contracts = {
  createAesGcmDecryptor: tokenDecryptorContract(createAesGcmSubject),
  createFernetDecryptor: tokenDecryptorContract(createFernetSubject, { unsupported: notBound }),
  createPlaintextDecryptor: tokenDecryptorContract(
    () => ({ decryptor: createPlaintextDecryptor({ env: {} }), encrypt: (token) => token }),
    {
      unsupported: {
        ...notBound,
        encryptByForeignKey: notEncrypted,
        "A stored value shows nothing of its token, and two values of one token differ":
          notEncrypted,
        "A value of no known form is refused, a token in clear text among them": notEncrypted,
        "A value that is changed in any character is refused": notEncrypted,
        "A value that is cut short anywhere is refused, and so is one with more behind it":
          notEncrypted,
      },
    },
  ),
  firstMatch: tokenDecryptorContract(() => {
    const { decryptor: fernet } = createFernetSubject();
    const subject = createAesGcmSubject();
    return { ...subject, decryptor: firstMatch([fernet, subject.decryptor]) };
  }),
};

for (const [name, contract] of Object.entries(contracts)) {
  describe(name, () => {
    for (const { name: sentence, run } of contract) test(sentence, run);
  });
}
