import type { SyncEvent, SyncProgress } from "@ghsync/core";

const width = 30;

/** Shows a run's progress: a bar that moves in a terminal, a line for each tenth elsewhere. */
export function createProgress(output: NodeJS.WriteStream) {
  let tenth = -1;
  let shown = false;
  return {
    onEvent(event: SyncEvent) {
      if (event.type !== "run.progress") return;
      const { progress } = event;
      if (output.isTTY) {
        output.write(`\r${bar(progress)} `);
        shown = true;
        return;
      }
      const now = Math.floor((progress.done / progress.total) * 10);
      if (now === tenth) return;
      tenth = now;
      output.write(`  ${label(progress)}\n`);
    },
    end() {
      if (shown) output.write("\n");
      tenth = -1;
      shown = false;
    },
  };
}

function bar(progress: SyncProgress): string {
  const filled = Math.round((progress.done / progress.total) * width);
  return `  [${"#".repeat(filled)}${".".repeat(width - filled)}] ${label(progress)}`;
}

function label({ phase, done, total }: SyncProgress): string {
  return `${phase}: ${done} of ${total} pull requests`;
}
