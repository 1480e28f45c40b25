/** GitHub allows a hundred requests in flight and advises to send them one by one; a client of one run sends one at a time anyway. */
const mostInFlight = 10;

interface Lane {
  inFlight: number;
  readonly waiting: (() => void)[];
}

// By credential, for all clients of the process: GitHub counts per credential too.
const lanes = new Map<string, Lane>();

/** Runs `task` once fewer than ten tasks of the same key are running; first come, first served. */
export async function passGate<T>(key: string, task: () => Promise<T>): Promise<T> {
  const lane = lanes.get(key) ?? { inFlight: 0, waiting: [] };
  lanes.set(key, lane);
  if (lane.inFlight >= mostInFlight) {
    await new Promise<void>((resolve) => lane.waiting.push(resolve));
  } else {
    lane.inFlight += 1;
  }
  try {
    return await task();
  } finally {
    const next = lane.waiting.shift();
    // The place goes to the next one, uncounted in between.
    if (next) next();
    else lane.inFlight -= 1;
    if (lane.inFlight === 0) lanes.delete(key);
  }
}
