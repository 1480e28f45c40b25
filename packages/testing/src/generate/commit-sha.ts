import { shaOf } from "../truth/identifiers.ts";

const PREFIX_LENGTH = 32;

/** A commit's sha that looks like any other, and from which its serial can be read. */
export function commitSha(repositoryId: number, serial: number): string {
  const prefix = shaOf(`commit/${repositoryId}/${serial}`).slice(0, PREFIX_LENGTH);
  return prefix + ((serial ^ maskOf(prefix)) >>> 0).toString(16).padStart(8, "0");
}

/** The serial of a commit with this sha, if the sha was made for this repository. */
export function serialOf(repositoryId: number, sha: string): number | undefined {
  const serial = (Number.parseInt(sha.slice(PREFIX_LENGTH), 16) ^ maskOf(sha)) >>> 0;
  return commitSha(repositoryId, serial) === sha ? serial : undefined;
}

function maskOf(hex: string): number {
  return Number.parseInt(hex.slice(0, 8), 16);
}
