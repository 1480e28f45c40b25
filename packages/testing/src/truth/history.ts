import { enlist, unlist } from "./listings.ts";
import { createMemento, type Memento, present, recall } from "./memento.ts";
import type { TruthNode } from "./truth-node.ts";
import type { World } from "./world.ts";

/** What verbs changed of late, so that a read can be answered from an earlier truth. */
export interface History {
  /** Is told when a verb begins. What a verb tells of the past, was always so. */
  begin(world: World, atMs: number): void;
  /** Is told when the verb has ended. */
  end(): void;
  /** Lets something be done in a verb that makes nothing true that wasn't. */
  aside(work: () => void): void;
  /** Keeps records as they are, before the verb changes them. */
  keep(records: Iterable<object>): void;
  /** Notes a record that now exists. */
  born(node: TruthNode): void;
  /** Notes a record that no longer exists. */
  died(node: TruthNode): void;
  /** Answers from the truth as it was at an instant; the truth is back in place afterwards. */
  asOf<T>(world: World, atMs: number, read: () => T): T;
}

/** How far back an earlier truth can be asked for. */
const WINDOW_MS = 15 * 60_000;

type Change =
  | { readonly kind: "born" | "died"; readonly atMs: number; readonly node: TruthNode }
  | { readonly kind: "kept"; readonly atMs: number; readonly memento: Memento };

/**
 * Creates a history. It is an undo log: an earlier truth is the present one with the later verbs undone
 * while one answer is made. So records stay the same objects, and nothing is copied that didn't change.
 */
export function createHistory(): History {
  let changes: Change[] = [];
  let nowMs = Number.NEGATIVE_INFINITY;
  let recording = false;
  // Within an instant nobody can read, so that a record's first state is enough.
  let keptNow = new Set<object>();
  const keep = (records: Iterable<object>) => {
    for (const record of records) {
      if (recording && !keptNow.has(record)) {
        keptNow.add(record);
        changes.push({ kind: "kept", atMs: nowMs, memento: createMemento(record) });
      }
    }
  };
  const note = (kind: "born" | "died", node: TruthNode) => {
    if (recording) {
      changes.push({ kind, atMs: nowMs, node });
    }
  };
  return {
    begin(world, atMs) {
      recording = atMs >= nowMs;
      if (atMs > nowMs) {
        nowMs = atMs;
        keptNow = new Set();
        changes = changes.filter((change) => change.atMs > atMs - WINDOW_MS);
      }
      keep([world]);
    },
    end() {
      recording = false;
    },
    aside(work) {
      const was = recording;
      recording = false;
      work();
      recording = was;
    },
    keep,
    born: (node) => note("born", node),
    died: (node) => note("died", node),
    asOf(world, atMs, read) {
      const later = changes.filter((change) => change.atMs > atMs);
      if (later.length === 0) {
        return read();
      }
      const records = later.flatMap((change) =>
        change.kind === "kept" ? change.memento.record : [],
      );
      const today = [...new Set(records)].map(present);
      undo(world, later);
      markChanged(world);
      try {
        return read();
      } finally {
        today.forEach(recall);
        redo(world, later);
        markChanged(world);
      }
    },
  };
}

function undo(world: World, changes: readonly Change[]): void {
  for (const change of changes.toReversed()) {
    if (change.kind === "kept") {
      recall(change.memento);
    } else {
      (change.kind === "born" ? unlist : enlist)(world, change.node);
    }
  }
}

function redo(world: World, changes: readonly Change[]): void {
  for (const change of changes) {
    if (change.kind !== "kept") {
      (change.kind === "born" ? enlist : unlist)(world, change.node);
    }
  }
}

function markChanged(world: World): void {
  for (const { issues, pulls, issueComments, reviewComments } of world.repositories.values()) {
    for (const list of [issues, pulls, issueComments, reviewComments]) {
      list.changed();
    }
  }
}
