import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { coveredStamps } from "../../src/run/batch/judge-batch.ts";
import { exampleSnapshot } from "./example-snapshot.ts";

const at = (ms: number) => new Date(ms);
const stamp = fc.integer({ min: 0, max: 1000 }).map(at);
const stamps = fc.record(
  { issues: stamp, pulls: stamp, comments: stamp, reviewComments: stamp },
  { requiredKeys: [] },
);

describe("coveredStamps", () => {
  it("cover what the snapshot shows: its own clock, and its newest comment's", () => {
    const snapshot = exampleSnapshot({ updatedAt: at(5), readAt: at(9) }, [at(3), at(7), at(4)]);
    expect(coveredStamps(snapshot, {}, {})).toEqual({ pulls: at(5), comments: at(7) });
  });

  it("contain nothing of comments if there are none, or if the kind is switched off", () => {
    const snapshot = exampleSnapshot({ updatedAt: at(5), readAt: at(9) });
    expect(coveredStamps(snapshot, {}, {})).toEqual({ pulls: at(5) });
  });

  it("are the latest that each stream has shown, and never go back; streams are never mixed", () => {
    fc.assert(
      fc.property(stamp, fc.array(stamp), stamps, stamps, (updatedAt, comments, marked, before) => {
        const answered = coveredStamps(
          exampleSnapshot({ updatedAt, readAt: at(0) }, comments),
          marked,
          before,
        );
        const shown = { pulls: [updatedAt], comments, issues: [], reviewComments: [] };
        for (const stream of ["issues", "pulls", "comments", "reviewComments"] as const) {
          const known = [...shown[stream], marked[stream], before[stream]].flatMap((date) =>
            date ? [date.getTime()] : [],
          );
          const latest = known.length > 0 ? at(Math.max(...known)) : undefined;
          expect(answered[stream]).toEqual(latest);
        }
      }),
    );
  });
});
