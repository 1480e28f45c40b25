import type { ConnectedRun } from "../run/run.ts";

/** Has what a run by REST stored cut read again by GraphQL. What waits on the dirty list already goes on waiting. */
export async function markCut(run: ConnectedRun): Promise<void> {
  const { store, repositoryId, options } = run;
  const { cut = [], forbiddenKinds = [] } = run.state().checkpoint;
  const isReadable = options.kinds.includes("commits") && !forbiddenKinds.includes("commits");
  if (options.api !== "graphql" || !isReadable || cut.length === 0) return;
  const waiting = await store.readDirty(repositoryId, cut);
  const isWaiting = new Set(waiting.map(({ number }) => number));
  const numbers = cut.filter((number) => !isWaiting.has(number));
  if (numbers.length === 0) return;
  await run.commit({ dirty: numbers.map((number) => ({ number, stamps: {}, attempts: 0 })) });
}
