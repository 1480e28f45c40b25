import type { TokenDecryptor } from "@ghsync/core";
import { createAppAuth } from "@octokit/auth-app";

/** Signs in as an installation of a GitHub App. Store the installation's id in place of a token. */
export function appDecryptor(appId: number, privateKey: string): TokenDecryptor {
  return {
    async decrypt({ encryptedToken }) {
      const installationId = Number(encryptedToken);
      return {
        credentialId: `installation:${installationId}`,
        authStrategy: createAppAuth,
        auth: { appId, privateKey, installationId },
      };
    },
  };
}
