import type { Account, AccountType, Team } from "../account.ts";
import { findAccount } from "../find.ts";
import { nodeIdOf } from "../identifiers.ts";
import type { VerbCall, VerbTable } from "../verb.ts";
import { register, unregister } from "../world.ts";

/** An account to create. */
export interface CreateUser {
  /** As in REST; `x[bot]` makes a bot. */
  readonly login: string;
  /** @defaultValue "Bot" for a login that ends in `[bot]`, otherwise "User" */
  readonly type?: AccountType;
  /** @defaultValue null */
  readonly name?: string | null;
  /** What REST shows in the login's place: GitHub's Copilot goes by `Copilot` there. @defaultValue the login */
  readonly shownAs?: string;
}

/** A team to create. */
export interface CreateTeam {
  readonly organization: string;
  readonly slug: string;
  /** @defaultValue the slug */
  readonly name?: string;
}

/** Verbs on people. */
export interface AccountVerbs {
  /** Creates an account and returns its id. Other verbs do so for logins never seen before. */
  createUser(args: CreateUser): number;
  /** Creates a team of an organization and returns its id. */
  createTeam(args: CreateTeam): number;
  /** Deletes an account: its work stays, without an author. Returns its id. */
  deleteUser(args: { readonly login: string }): number;
}

const BOT_SUFFIX = "[bot]";

/** The account of this login, created if need be. */
export function ensureAccount(call: VerbCall, login: string, type?: AccountType): Account {
  return (
    call.world.accounts.get(login.toLowerCase()) ??
    createAccount(call, { login, ...(type && { type }) })
  );
}

function createAccount({ world, at }: VerbCall, args: CreateUser): Account {
  const isBot = args.login.endsWith(BOT_SUFFIX);
  const id = world.identifiers.next("account");
  const type = args.type ?? (isBot ? "Bot" : "User");
  const account: Account = {
    type,
    id,
    nodeId: nodeIdOf(type, id),
    login: isBot ? args.login.slice(0, -BOT_SUFFIX.length) : args.login,
    name: args.name ?? null,
    email: null,
    avatarUrl: `https://avatars.githubusercontent.com/u/${id}?v=4`,
    createdAt: at,
    deleted: false,
    ...(args.shownAs !== undefined && { shownAs: args.shownAs }),
  };
  world.accounts.set(args.login.toLowerCase(), account);
  return register(world, account);
}

export const accountVerbs: VerbTable<AccountVerbs> = {
  createUser(call, args) {
    if (call.world.accounts.has(args.login.toLowerCase())) {
      throw new Error(`FakeGitHub has an account "${args.login}" already.`);
    }
    return createAccount(call, args).id;
  },
  createTeam(call, { organization, slug, name }) {
    const { world, at } = call;
    const id = world.identifiers.next("team");
    const team: Team = {
      type: "Team",
      id,
      nodeId: nodeIdOf("Team", id),
      organization: ensureAccount(call, organization, "Organization"),
      slug,
      name: name ?? slug,
      description: null,
      createdAt: at,
    };
    world.teams.set(`${organization}/${slug}`.toLowerCase(), team);
    return register(world, team).id;
  },
  deleteUser({ world }, { login }) {
    const account = findAccount(world, login);
    account.deleted = true;
    world.accounts.delete(login.toLowerCase());
    unregister(world, account);
    return account.id;
  },
};
