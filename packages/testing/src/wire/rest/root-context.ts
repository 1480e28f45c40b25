import type { World } from "../../truth/world.ts";
import type { Identity } from "../identity.ts";

/** What a route beside repositories answers from. */
export interface RootContext {
  readonly world: World;
  readonly identity: Identity;
  readonly url: URL;
}
