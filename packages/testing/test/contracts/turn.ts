import { setImmediate } from "node:timers/promises";

/** Lets everybody else who waits go first, as a second statement to a database would. */
export async function turn(): Promise<void> {
  await setImmediate();
}
