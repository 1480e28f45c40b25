import { expect, it } from "vitest";
import { type MutantName, mutants } from "../mutants.ts";
import { presetOf } from "../random-fault-profile.ts";
import { createMemorySubject } from "../subject-store.ts";
import { tortureSeed } from "../torture-seed.ts";

const most = 40;

/** For each mutant the preset that finds it soonest. */
const presets: Readonly<Record<MutantName, string>> = {
  "page-numbers": "moving pages",
  "local-watermark": "moving pages",
  "no-overlap": "old answers",
  "short-settle": "old answers",
  "rows-before-fence": "sleepers",
  "early-etag": "stoppages",
  "young-etag": "torn lists",
  "overlap-ignored": "torn lists",
  "exclusive-bound": "crowded seconds",
  "last-page-dropped": "crowded seconds",
  "missing-as-empty": "missing lists",
  "end-believed": "cut lists",
  "checkpoint-before-marks": "lone changes",
  "ignored-loss": "sleepers",
};

it.each(Object.keys(mutants) as MutantName[])(
  "I1: the torture finds what is lost with %s",
  { timeout: 120_000 },
  async (mutant) => {
    const withPreset = Array.from({ length: most * 20 }, (_, index) => index + 1).filter(
      (seed) => presetOf(seed) === presets[mutant],
    );
    expect(withPreset.length).toBeGreaterThanOrEqual(most);
    const losing = async () => {
      for (const seed of withPreset.slice(0, most)) {
        const createStore = createMemorySubject;
        const result = await tortureSeed(seed, { createStore, createSubject: mutants[mutant] });
        if (result.differences.length > 0) return seed;
      }
      return undefined;
    };
    expect(await losing()).toBeDefined();
  },
);
