/** Steps of a history, done in the order of their instants whatever the order they were planned in. */
export interface Schedule {
  /** Plans a step; one after the end never happens. */
  plan(atMs: number, step: () => void): void;
  /** Does every step, telling each instant first. */
  run(setNow: (atMs: number) => void): void;
}

/** Creates an empty schedule that ends at an instant, in epoch milliseconds. */
export function createSchedule(endMs: number): Schedule {
  const steps: { readonly atMs: number; readonly step: () => void }[] = [];
  return {
    plan(atMs, step) {
      if (atMs < endMs) {
        steps.push({ atMs, step });
      }
    },
    run(setNow) {
      for (const { atMs, step } of steps.sort((a, b) => a.atMs - b.atMs)) {
        setNow(atMs);
        step();
      }
    },
  };
}
