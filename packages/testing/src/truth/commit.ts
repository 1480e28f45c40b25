import type { Instant } from "../instant.ts";
import type { Account } from "./account.ts";
import type { CheckRun, CommitStatus } from "./check.ts";
import type { Repository } from "./repository.ts";

/** Who wrote or applied a commit; `account` is `null` when the address belongs to nobody. */
export interface GitActor {
  readonly name: string;
  readonly email: string;
  readonly date: Instant;
  readonly account: Account | null;
}

/** A commit. */
export interface Commit {
  readonly type: "Commit";
  readonly repository: Repository;
  readonly sha: string;
  readonly nodeId: string;
  readonly treeSha: string;
  readonly message: string;
  readonly author: GitActor;
  readonly committer: GitActor;
  readonly parents: readonly string[];
  /** @defaultValue none */
  checkRuns?: readonly CheckRun[];
  /** The newest of each context. @defaultValue none */
  statuses?: readonly CommitStatus[];
}
