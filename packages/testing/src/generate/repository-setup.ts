import { fullNameOf, type Repository } from "../truth/records.ts";
import type { Truth } from "../truth/verb-table.ts";
import type { World } from "../truth/world.ts";
import { CONTRIBUTORS, EVERYBODY, LABELS, LEAVERS, MAINTAINERS, TEAMS } from "./accounts.ts";

/** Creates a repository with people, teams, labels and milestones, but without issues. */
export function createEmptyRepository(truth: Truth, world: World, fullName: string): void {
  const [organization = ""] = fullName.split("/");
  truth.createRepository({ fullName, members: MAINTAINERS, description: "Generated" });
  for (const login of EVERYBODY.filter((name) => !world.accounts.has(name))) {
    truth.createUser({ login });
  }
  for (const slug of TEAMS) {
    truth.createTeam({ organization, slug });
  }
  for (const [name, color] of LABELS) {
    truth.createLabel({ repository: fullName, name, color });
  }
  for (const title of ["v1.0", "v2.0"]) {
    truth.createMilestone({ repository: fullName, title });
  }
}

/** Deletes some forks, and the accounts of those who left. */
export function deleteLeavers(truth: Truth, world: World, { name }: Repository): void {
  for (const login of [...LEAVERS, CONTRIBUTORS[0]]) {
    const fork = world.names.get(`${login}/${name}`.toLowerCase());
    if (fork !== undefined) {
      truth.deleteRepository({ repository: fullNameOf(fork) });
    }
  }
  for (const login of LEAVERS) {
    truth.deleteUser({ login });
  }
}
