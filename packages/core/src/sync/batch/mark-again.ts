import type { ConnectedRun } from "../run/run.ts";

/**
 * Puts on the dirty list what is to be read again although nothing changed: pull requests whose commits REST cut off, for GraphQL, and
 * those at which a part was refused, since nothing else shows that it may be read by now. What waits there already goes on waiting.
 */
export async function markAgain(run: ConnectedRun): Promise<void> {
  const { store, repositoryId, options } = run;
  const { cut = [], forbiddenKinds = [], forbiddenAt = {} } = run.state().checkpoint;
  const isReadable = options.kinds.includes("commits") && !forbiddenKinds.includes("commits");
  const ofCut = options.api === "graphql" && isReadable ? cut : [];
  const again = [...new Set([...ofCut, ...Object.values(forbiddenAt)])];
  if (again.length === 0) return;
  const waiting = await store.readDirty(repositoryId, again);
  const isWaiting = new Set(waiting.map(({ number }) => number));
  const numbers = again.filter((number) => !isWaiting.has(number));
  if (numbers.length === 0) return;
  await run.commit({ dirty: numbers.map((number) => ({ number, stamps: {}, attempts: 0 })) });
}
