/** GitHub allows a hundred requests in flight and advises to send them one by one; a client of one run sends one at a time anyway. */
const mostInFlight = 10;

/** The way out of one credential: first come, first served. */
export interface Gate {
  /** Runs `task` once it is its turn: one alone while nobody knows how the credential stands, then ten at a time. */
  pass<T>(task: () => Promise<T>): Promise<T>;
  /** GitHub has answered (`true`), or a limit was met (`false`): the next one goes alone again. */
  prove(isGood: boolean): void;
}

/** Creates a gate that nothing has passed yet. */
export function createGate(): Gate {
  const waiting: (() => void)[] = [];
  let inFlight = 0;
  let proven = false;
  const admit = () => {
    const most = proven ? mostInFlight : 1;
    for (; inFlight < most && waiting.length > 0; inFlight += 1) waiting.shift()?.();
  };
  return {
    async pass(task) {
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
        admit();
      });
      try {
        return await task();
      } finally {
        inFlight -= 1;
        admit();
      }
    },
    prove(isGood) {
      proven = isGood;
      admit();
    },
  };
}
