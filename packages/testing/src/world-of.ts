import type { FakeGitHub } from "./fake-github.ts";
import type { World } from "./truth/world.ts";

const worlds = new WeakMap<FakeGitHub, World>();

/** Remembers which world a FakeGitHub shows. */
export function keepWorld(github: FakeGitHub, world: World): void {
  worlds.set(github, world);
}

/** The world of a FakeGitHub, for what fills it without verbs. */
export function worldOf(github: FakeGitHub): World {
  const world = worlds.get(github);
  if (world === undefined) {
    throw new Error("This is not a FakeGitHub made by createFakeGitHub.");
  }
  return world;
}
