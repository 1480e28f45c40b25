const cycle: Record<string, unknown> = {};
cycle.self = cycle;

/** What is no plain JSON object, as JavaScript lets a host pass it for a payload. */
export const notJson: readonly unknown[] = [
  ...[undefined, null, "r", 1, ["r"], () => undefined, new Map(), new Date(0), cycle],
  ...[() => undefined, 1n, Number.NaN, new Date(0), [undefined], new Set(["r"])].map((value) => ({
    repositoryId: "r",
    deeper: [{ value }],
  })),
];
