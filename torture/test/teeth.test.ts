import { expect, it } from "vitest";
import { createMemorySubject } from "../subject-store.ts";
import { type ToothName, teeth } from "../teeth.ts";
import { tortureSeed } from "../torture-seed.ts";
import { climateOf } from "../weather.ts";

const most = 40;

/** For each mistake the climate that it bears worst. */
const climates: Readonly<Record<ToothName, string>> = {
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

it.each(Object.keys(teeth) as ToothName[])(
  "I1: the torture finds what is lost with %s",
  { timeout: 120_000 },
  async (tooth) => {
    const inClimate = Array.from({ length: most * 20 }, (_, index) => index + 1).filter(
      (seed) => climateOf(seed) === climates[tooth],
    );
    expect(inClimate.length).toBeGreaterThanOrEqual(most);
    const losing = async () => {
      for (const seed of inClimate.slice(0, most)) {
        const createStore = createMemorySubject;
        const result = await tortureSeed(seed, { createStore, createSubject: teeth[tooth] });
        if (result.differences.length > 0) return seed;
      }
      return undefined;
    };
    expect(await losing()).toBeDefined();
  },
);
