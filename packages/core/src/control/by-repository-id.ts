import { requireText } from "../sync/options/require-text.ts";
import type { Sync } from "./sync.ts";

/** The methods of {@link Sync} that are about one repository. */
export type RepositoryMethods = Omit<
  Sync,
  "tasks" | "trackRepository" | "start" | "stop" | "listStatuses"
>;

type Method = (repositoryId: string, ...rest: never[]) => Promise<unknown>;

/** The methods, each of which rejects an id that is none. */
export function byRepositoryId(methods: RepositoryMethods): RepositoryMethods {
  const checked = (method: Method): Method => {
    return async (repositoryId, ...rest) => {
      requireText("repositoryId", repositoryId);
      return method(repositoryId, ...rest);
    };
  };
  const entries = Object.entries<Method>({ ...methods });
  const answer = entries.map(([name, method]) => [name, checked(method)] as const);
  return Object.fromEntries(answer) as unknown as RepositoryMethods;
}
