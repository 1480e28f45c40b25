import type { Repository } from "../../truth/records.ts";
import { refusalFor } from "../access.ts";
import type { Identity } from "../identity.ts";

/** The rows whose repositories the caller may see. The body does not say that others are left out. */
export function visible<Row>(
  rows: readonly Row[],
  repositoryOf: (row: Row) => Repository,
  identity: Identity,
): Row[] {
  return rows.filter((row) => refusalFor(repositoryOf(row), identity) === undefined);
}

/** The header of a list that single sign-on made incomplete, with the organizations' ids. Nothing else shows it. */
export function partialResults(
  repositories: readonly Repository[],
  { anonymous }: Identity,
): { headers?: Readonly<Record<string, string>> } {
  const refusing = repositories.filter(({ owner }) => owner.access === "sso");
  const organizations = [...new Set(refusing.map(({ owner }) => owner.id))];
  if (anonymous || organizations.length === 0) {
    return {};
  }
  const value = `partial-results; organizations=${organizations.join(",")}`;
  return { headers: { "x-github-sso": value } };
}
