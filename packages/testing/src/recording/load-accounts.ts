import type { Account } from "../truth/account.ts";
import { nodeIdOf } from "../truth/identifiers.ts";
import { register, type World } from "../truth/world.ts";
import type { RecordedUser } from "./recorded-user.ts";

/** The account of a recorded body, brought into the world at its first mention. */
export function loadAccount(world: World, user: RecordedUser | null): Account | null {
  return user === null ? null : loadUser(world, user);
}

/** The account of a recorded body that has one. */
export function loadUser(world: World, user: RecordedUser): Account {
  const key = user.login.toLowerCase();
  const known = world.accounts.get(key);
  if (known !== undefined) {
    return known;
  }
  const type = user.type ?? "User";
  const account: Account = {
    type,
    id: user.id,
    nodeId: user.node_id ?? nodeIdOf(type, user.id),
    login: type === "Bot" ? user.login.replace(/\[bot\]$/, "") : user.login,
    name: null,
    email: null,
    avatarUrl: user.avatar_url ?? `https://avatars.githubusercontent.com/u/${user.id}?v=4`,
    createdAt: "2008-01-01T00:00:00Z",
    deleted: false,
  };
  world.identifiers.reserve("account", user.id);
  world.accounts.set(key, account);
  return register(world, account);
}
