import { setImmediate } from "node:timers/promises";

/** Lets all other waiting calls run first, as a second statement to a database would. */
export async function turn(): Promise<void> {
  await setImmediate();
}
