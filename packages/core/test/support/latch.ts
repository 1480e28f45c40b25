/** Creates a promise that resolves when the latch is opened. */
export function createLatch() {
  const waiting = new EventTarget();
  const opened = new Promise<void>((resolve) => {
    waiting.addEventListener("open", () => resolve());
  });
  return { opened, open: () => void waiting.dispatchEvent(new Event("open")) };
}
