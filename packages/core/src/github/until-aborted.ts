/** Settles as `work` does, or rejects with the signal's reason once it aborts: `work` may heed no signal. Leaves no listener behind. */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const settled = new AbortController();
  const aborted = new Promise<never>((_, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { signal: settled.signal });
  });
  return Promise.race([work, aborted]).finally(() => settled.abort());
}
