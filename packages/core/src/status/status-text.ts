import type { GhsyncErrorCode } from "../model/ghsync-error.ts";
import type { SnapshotPart } from "../model/snapshot.ts";
import type { SyncReason, SyncStatus } from "../model/sync-status.ts";

/** How good or bad a status is. A page shows it as a colour. */
export type StatusTone = "neutral" | "progress" | "success" | "warning" | "danger";

/** What a status is about. A catalogue has words for each. */
export type StatusSituation =
  | GhsyncErrorCode
  | "pending"
  | "syncing"
  | "first_sync"
  | "stalled"
  | "complete"
  | "history"
  | "items"
  | "permission"
  | "stopped"
  | "paused"
  /** No token is stored. */
  | "token_missing"
  /** `partial` or `error`, for a reason that this release does not know. */
  | "incomplete"
  | "failed"
  /** A status that this release does not know. */
  | "unknown";

/** How far a sync is, in pull requests. */
export interface StatusProgress {
  readonly done: number;
  readonly total: number;
  /** False if `total` is only what is known so far. */
  readonly exact: boolean;
  /** From 0 to 100; 100 only if all are done. Absent unless `exact`. */
  readonly percent?: number;
}

/**
 * A repository's status for a page or an API: plain JSON. Unknown facts are absent. Instants are
 * ISO strings.
 */
export interface SyncStatusDescription {
  /** The stored status, or `stalled` if it is `syncing` and no worker holds the repository. */
  readonly status: SyncStatus | "stalled";
  readonly tone: StatusTone;
  /** Two or three words, for people who look at a page. */
  readonly label: string;
  /** What happened and what happens next, for people who look at a page. */
  readonly detail: string;
  /** Who must act, and what that person must do. */
  readonly action: { readonly who: "user" | "admin" | "nobody"; readonly what: string };
  /** What the words are about: {@link translateStatus} says it in another language. */
  readonly situation: StatusSituation;
  /** The reason, for code to switch on. `paused` if the repository is switched off. */
  readonly reason?: SyncReason;
  /** The last error's code, for code to switch on. A newer release may have stored a new one. */
  readonly errorCode?: GhsyncErrorCode | (string & {});
  /** How far the sync is. Absent if nothing is left to read. */
  readonly progress?: StatusProgress;
  /** Parts of pull requests that the token may not read. Absent if there is none. */
  readonly missing?: readonly SnapshotPart[];
  /** When the next run may start. Absent if it may start now, or only by a request. */
  readonly retryAt?: string;
  /** When a run last stored everything. */
  readonly lastSuccessAt?: string;
  /** GitHub's changes up to this instant are known. */
  readonly lastSyncAt?: string;
  /**
   * For how many milliseconds a page may show `syncing` without news. After that, it shows {@link
   * toStalled}. Absent unless a worker holds the repository.
   */
  readonly leaseEndsInMs?: number;
  /**
   * The last error, for operators. The message may name hosts and requests: leave `operator` out of
   * what other people get.
   */
  readonly operator?: {
    readonly code: string;
    /** GitHub's request id, for its support. */
    readonly requestId?: string;
    readonly message: string;
  };
}

/** A label, a detail of some sentences, and what a person must do, if somebody must act. */
export type SituationWords = readonly [label: string, detail: string, action?: string];

/**
 * The words of statuses in one language. `{done}`, `{total}`, `{retryAt}`, `{lastSyncAt}` and
 * `{missing}` are parameters, and so are `{progress}` and `{retry}`, which are sentences. A sentence
 * whose parameter is unknown is left out.
 */
export interface StatusCatalogue {
  /** A language tag (BCP 47), such as `en`. */
  readonly language: string;
  readonly situations: { readonly [S in StatusSituation]: SituationWords };
  readonly nothingToDo: string;
  /** With an exact total, and with one that may grow. */
  readonly progress: readonly [exact: string, atLeast: string];
  /** With the instant of the next try, and without. */
  readonly retry: readonly [at: string, next: string];
  /** Names of parts. One without a name has its own, in words: `requested reviewers`. */
  readonly parts: { readonly [P in SnapshotPart]?: string };
  /** Words around a status, for a badge or a card. */
  readonly page: {
    readonly until: string;
    readonly lastSync: string;
    readonly syncNow: string;
  };
}

/** How a status is put into words. */
export interface StatusWording {
  readonly catalogue: StatusCatalogue;
  /** Formats an ISO string. @defaultValue to the minute, in UTC: `2026-01-05 12:00 UTC` */
  readonly formatInstant?: (iso: string) => string;
}

/**
 * Puts a status into the words of another language, or formats its instants otherwise. Pure. A
 * situation that the catalogue does not know keeps its words.
 *
 * @example
 * translateStatus(status, { catalogue: german, formatInstant: (iso) => new Date(iso).toLocaleString("de") });
 */
export function translateStatus<Status extends StatusFacts>(
  status: Status,
  { catalogue, formatInstant }: Required<StatusWording>,
): Status & StatusWords {
  const { situation, progress, retryAt, lastSyncAt, missing, action } = status;
  // A newer server may send a situation that this catalogue does not have.
  if (!Object.hasOwn(catalogue.situations, situation)) return status as Status & StatusWords;
  const [label, detail, what = catalogue.nothingToDo] = catalogue.situations[situation];
  const values: Readonly<Record<string, string | number | undefined>> = {
    done: progress?.done,
    total: progress?.total,
    retryAt: retryAt && formatInstant(retryAt),
    lastSyncAt: lastSyncAt && formatInstant(lastSyncAt),
    missing: missing?.map((part) => catalogue.parts[part] ?? splitWords(part)).join(", "),
  };
  const sentences = detail
    .replace("{progress}", catalogue.progress[progress?.exact ? 0 : 1])
    .replace("{retry}", catalogue.retry[retryAt ? 0 : 1])
    .split(/(?<=\.) /)
    .map((sentence) => sentence.replace(/\{(\w+)\}/g, (given, name) => `${values[name] ?? given}`))
    .filter((sentence) => !sentence.includes("{"));
  return { ...status, label, detail: sentences.join(" "), action: { who: action.who, what } };
}

function splitWords(part: string): string {
  return part.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

type StatusWords = Pick<SyncStatusDescription, "label" | "detail" | "action">;

/** A status without words. */
export type StatusFacts = Omit<SyncStatusDescription, "label" | "detail" | "action"> & {
  readonly action: Pick<SyncStatusDescription["action"], "who">;
};

/** Returns a status of a run whose lease has ended. It has the old words. Pure. */
export function toStalled<Status extends StatusFacts>(status: Status): Status {
  const { leaseEndsInMs: _, ...rest } = status;
  const stalled = { ...rest, status: "stalled", situation: "stalled", tone: "warning" };
  return stalled as unknown as Status;
}
