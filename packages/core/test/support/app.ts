import { generateKeyPairSync } from "node:crypto";
import type { Credential } from "@ghsync/core";
import { createAppAuth } from "@octokit/auth-app";
import { json } from "./scripted-fetch.ts";

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });

/** An App's private key. */
export const appKey = privateKey.export({ type: "pkcs8", format: "pem" }).toString();

let installations = 0;

/**
 * Creates a new installation's credential, as a host's decryptor returns it: a new object each
 * time.
 */
export function createInstallation(changes: object = {}): () => Credential {
  installations += 1;
  const installationId = installations;
  return () => ({
    credentialId: `installation:${installationId}`,
    authStrategy: createAppAuth,
    auth: { appId: 1, privateKey: appKey, installationId, ...changes },
  });
}

/** Creates GitHub's response to the request for a token, with the token's number. */
export function mintedToken(count: number, date = new Date()): Response {
  return json(
    {
      token: `ghs_${`minted${count}`.repeat(5)}`,
      expires_at: new Date(Date.now() + 3_600_000).toISOString(),
      permissions: { contents: "read" },
      repository_selection: "all",
    },
    { status: 201, headers: { date: date.toUTCString() } },
  );
}
