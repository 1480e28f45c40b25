import type { UnboundCase } from "../bind-cases.ts";
import type { RepoStoreSubject } from "./repo-store-subject.ts";

/** Something that holds for every store. */
export type RepoStoreCase = UnboundCase<RepoStoreSubject>;

type OptionalPart = "connect" | "writeHostValue" | "failCommits";

/** A case for stores whose subject has an optional part. */
export function caseWith<P extends OptionalPart>(
  needs: P,
  name: string,
  run: (subject: RepoStoreSubject & Required<Pick<RepoStoreSubject, P>>) => Promise<void>,
): RepoStoreCase {
  // Whoever binds the case has looked whether the part is there.
  return { name, needs, run: (subject) => run(subject as Parameters<typeof run>[0]) };
}
