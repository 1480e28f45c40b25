import { faultNames } from "./random-fault-profile.ts";
import type { SeedResult } from "./torture-seed.ts";

/** Plays the history without these parts. */
export type Replay = (without: readonly string[]) => Promise<SeedResult>;

/** A smaller history that fails too. */
export interface Shrunk {
  readonly without: readonly string[];
  readonly result: SeedResult;
}

/** Removes what a failing history does not need to fail: kinds of fault, rounds, and then changes, in smaller and smaller portions. */
export async function shrink(
  failing: SeedResult,
  replay: Replay,
  { mostReplays = 200 }: { readonly mostReplays?: number } = {},
): Promise<Shrunk> {
  let shrunk: Shrunk = { without: [], result: failing };
  let replays = 0;

  async function leaveOut(candidates: (result: SeedResult) => readonly string[]): Promise<void> {
    const most = candidates(shrunk.result).length;
    for (let size = Math.max(1, Math.ceil(most / 2)); ; size = Math.ceil(size / 2)) {
      let index = 0;
      for (;;) {
        const portion = candidates(shrunk.result).slice(index, index + size);
        if (portion.length === 0) break;
        if (replays >= mostReplays) return;
        replays += 1;
        const without = [...shrunk.without, ...portion];
        const result = await replay(without);
        if (result.differences.length > 0) shrunk = { without, result };
        else index += size;
      }
      if (size === 1) return;
    }
  }

  await leaveOut(() => faultNames.filter((name) => !shrunk.without.includes(name)));
  await leaveOut(({ parts }) => parts.filter((part) => part.startsWith("round-")));
  await leaveOut(({ parts }) => parts.filter((part) => part.startsWith("change-")));
  return shrunk;
}
