import type { Issue, Repository, TruthNode } from "./records.ts";

/** What a history changes in a world: its records by node id, and its repositories' lists. */
interface RecordedWorld {
  readonly nodes: {
    set(nodeId: string, node: TruthNode): unknown;
    delete(nodeId: string): unknown;
  };
  readonly repositories: ReadonlyMap<number, Repository>;
}

/** What verbs changed of late, so that a read can be answered from an earlier truth. */
export interface History {
  /** Called when a verb begins. A verb at an earlier instant is not recorded: its changes count as always true. */
  begin(world: RecordedWorld, atMs: number): void;
  /** Called when the verb has ended. */
  end(): void;
  /** Lets something be done in a verb that makes nothing true that wasn't. */
  aside(work: () => void): void;
  /** Keeps records as they are, before the verb changes them. */
  keep(records: Iterable<object>): void;
  /** Notes a record that now exists. */
  born(node: TruthNode): void;
  /** Notes a record that no longer exists. */
  died(node: TruthNode): void;
  /** Reads the truth as it was at an instant, and restores the present one afterwards. */
  asOf<T>(world: RecordedWorld, atMs: number, read: () => T): T;
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
  // No read happens within an instant, so the first state of a record is enough.
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

function undo(world: RecordedWorld, changes: readonly Change[]): void {
  for (const change of changes.toReversed()) {
    if (change.kind === "kept") {
      recall(change.memento);
    } else {
      (change.kind === "born" ? unlist : enlist)(world, change.node);
    }
  }
}

function redo(world: RecordedWorld, changes: readonly Change[]): void {
  for (const change of changes) {
    if (change.kind !== "kept") {
      (change.kind === "born" ? enlist : unlist)(world, change.node);
    }
  }
}

function markChanged(world: RecordedWorld): void {
  for (const { issues, pulls, issueComments, reviewComments } of world.repositories.values()) {
    for (const list of [issues, pulls, issueComments, reviewComments]) {
      list.changed();
    }
  }
}

/** Puts a record under its node id, and into the lists of its repository. */
export function enlist(world: RecordedWorld, node: TruthNode): void {
  world.nodes.set(node.nodeId, node);
  switch (node.type) {
    case "Issue":
      enlistIssue(node);
      break;
    case "PullRequest":
      // One that was made of an issue came into its lists with that.
      if (node.createdAt === undefined) enlistIssue(node.issue);
      node.issue.repository.pulls.add(node);
      break;
    case "IssueComment":
      node.issue.repository.issueComments.add(node);
      break;
    case "PullRequestReviewComment":
      node.pull.issue.repository.reviewComments.add(node);
      break;
  }
}

/** Takes a record from where {@link enlist} puts it. */
export function unlist(world: RecordedWorld, node: TruthNode): void {
  world.nodes.delete(node.nodeId);
  switch (node.type) {
    case "Issue":
      unlistIssue(node);
      break;
    case "PullRequest":
      if (node.createdAt === undefined) unlistIssue(node.issue);
      node.issue.repository.pulls.remove(node);
      break;
    case "IssueComment":
      node.issue.repository.issueComments.remove(node);
      break;
    case "PullRequestReviewComment":
      node.pull.issue.repository.reviewComments.remove(node);
      break;
  }
}

function enlistIssue(issue: Issue): void {
  issue.repository.byNumber.set(issue.number, issue);
  issue.repository.issues.add(issue);
}

function unlistIssue(issue: Issue): void {
  issue.repository.byNumber.delete(issue.number);
  issue.repository.issues.remove(issue);
}

/** A record's own properties at an instant. */
export interface Memento {
  readonly record: object;
  readonly properties: PropertyDescriptorMap;
}

/** Collections that are too large to copy; who comes into them and leaves is noted instead. */
const NOTED: readonly string[] = ["byNumber"];

/** Remembers a record, with copies of the collections that verbs change in place. */
export function createMemento(record: object): Memento {
  const { properties } = present(record);
  for (const [key, property] of Object.entries(properties)) {
    // A property that is computed holds no collection.
    if ("value" in property && !NOTED.includes(key)) {
      property.value = copyOf(property.value);
    }
  }
  return { record, properties };
}

function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) {
    return [...value];
  }
  if (value instanceof Map) {
    return new Map(value);
  }
  return value instanceof Set ? new Set(value) : value;
}

/** Remembers a record with the very collections that it has, to put back after a read. */
export function present(record: object): Memento {
  return { record, properties: Object.getOwnPropertyDescriptors(record) };
}

/** Makes a record what it was. */
export function recall({ record, properties }: Memento): void {
  for (const key of Object.keys(record)) {
    if (!Object.hasOwn(properties, key)) {
      Reflect.deleteProperty(record, key);
    }
  }
  Object.defineProperties(record, properties);
}
