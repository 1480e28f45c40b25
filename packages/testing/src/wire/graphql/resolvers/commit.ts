import { type Account, existing } from "../../../truth/account.ts";
import type { ChangedFile, FileStatus } from "../../../truth/changed-file.ts";
import { type Commit, fullNameOf, type GitActor } from "../../../truth/records.ts";
import type { Resolvers } from "../graphql-context.ts";
import { rollupOf } from "./check.ts";
import { nodeFields, pageFields } from "./node-fields.ts";

/** Commits. */
export const commitResolvers: Resolvers<Commit> = {
  ...pageFields<Commit>(({ repository, sha }) => `/${fullNameOf(repository)}/commit/${sha}`),
  id: nodeFields.id,
  oid: ({ sha }) => sha,
  abbreviatedOid: ({ sha }) => sha.slice(0, 7),
  messageHeadline: ({ message }) => message.split("\n")[0],
  messageBody: ({ message }) => message.split("\n").slice(1).join("\n").trim(),
  authoredDate: ({ author }) => author.date,
  committedDate: ({ committer }) => committer.date,
  authoredByCommitter: ({ author, committer }) => author.account === committer.account,
  pushedDate: () => null,
  statusCheckRollup: rollupOf,
};

/** `user` is of type `User`: GitHub shows a bot there as a user whose login is the one that REST has (sourcecred#1362). */
function user(account: Account | null): Account | null {
  const present = existing(account);
  if (present?.type !== "Bot") return present?.type === "User" ? present : null;
  return { ...present, type: "User", login: `${present.login}[bot]` };
}

/** Authors and committers. */
export const gitActorResolvers: Resolvers<GitActor> = {
  user: ({ account }) => user(account),
  avatarUrl: ({ account }) => account?.avatarUrl ?? "https://avatars.githubusercontent.com/u/0",
};

const CHANGE_TYPES: Readonly<Record<FileStatus, string>> = {
  added: "ADDED",
  removed: "DELETED",
  modified: "MODIFIED",
  renamed: "RENAMED",
  copied: "COPIED",
  changed: "CHANGED",
};

/** Changed files, without patch, sha and former path, which only REST shows. */
export const changedFileResolvers: Resolvers<ChangedFile> = {
  changeType: ({ status }) => CHANGE_TYPES[status],
  viewerViewedState: () => "UNVIEWED",
};
