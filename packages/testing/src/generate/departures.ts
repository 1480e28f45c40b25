import { fullNameOf, type Repository } from "../truth/repository.ts";
import type { Truth } from "../truth/truth.ts";
import { CONTRIBUTORS, LEAVERS } from "./cast.ts";

/** Deletes some forks, and the accounts of those who left. */
export function depart(truth: Truth, repository: Repository): void {
  const forkless: readonly string[] = [...LEAVERS, CONTRIBUTORS[0]];
  for (const { head, issue } of repository.pulls.items) {
    const fork = head.repository;
    if (fork?.fork && !fork.deleted && forkless.includes(fork.owner.login)) {
      truth.deleteFork({ repository: fullNameOf(repository), number: issue.number });
    }
  }
  for (const login of LEAVERS) {
    truth.deleteUser({ login });
  }
}
