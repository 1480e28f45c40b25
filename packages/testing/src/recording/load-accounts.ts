import type { Account } from "../truth/account.ts";
import { nodeIdOf } from "../truth/identifiers.ts";
import { register } from "../truth/world.ts";
import { presentUserView } from "../wire/rest/views/user-view.ts";
import type { Loading } from "./loading.ts";
import type { RecordedUser } from "./recorded-user.ts";

/** The account of a recorded body, brought into the world at its first mention. */
export function loadAccount(loading: Loading, user: RecordedUser | null): Account | null {
  return user === null ? null : loadUser(loading, user);
}

/** The account of a recorded body that has one. */
export function loadUser(loading: Loading, user: RecordedUser): Account {
  const { world } = loading;
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
  loading.keep(presentUserView, account, user);
  return register(world, account);
}
