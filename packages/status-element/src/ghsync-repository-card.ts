import type { RepositoryStatus } from "@ghsync/core/pure";
import { h, setAction, setAttributes, setText } from "./dom.ts";
import type { GhsyncStatus } from "./ghsync-status.ts";
import { StatusBase } from "./status-base.ts";

/** The detail of the event `ghsync-sync`. */
export interface GhsyncSyncDetail {
  readonly repositoryId: string;
}

/**
 * `<ghsync-repository-card>`: a repository with its badge, progress, last sync, what to do, and a
 * button that emits `ghsync-sync`.
 */
export class GhsyncRepositoryCard extends StatusBase<RepositoryStatus> {
  readonly #name = h("bdi", { part: "name", id: "n" });
  readonly #badge = h("ghsync-status", { part: "status" }) as GhsyncStatus;
  readonly #progress = h("progress", { part: "progress" });
  readonly #detail = h("bdi");
  readonly #action = h("b", { part: "action" }, h("bdi"));
  readonly #lastSync = h("bdi");
  readonly #time = h("time", { part: "time", dir: "auto" });
  readonly #button = h("button", { part: "button", type: "button" });
  protected readonly content = h(
    "article",
    { part: "card", "aria-labelledby": "n" },
    h("b", {}, this.#name),
    this.#badge,
    this.#progress,
    h("span", { part: "detail" }, this.#detail),
    this.#action,
    h("div", {}, h("span", {}, this.#lastSync, " ", this.#time), this.#button),
  );

  constructor() {
    super();
    this.#button.onclick = () => {
      const detail = { repositoryId: this.status?.repositoryId ?? "" };
      const init = { bubbles: true, composed: true, detail };
      this.dispatchEvent(new CustomEvent<GhsyncSyncDetail>("ghsync-sync", init));
    };
  }

  protected show(status: RepositoryStatus, time: string | undefined): void {
    const { fullName, label, detail, action, progress, active, lastSyncAt } = status;
    const { page } = this.catalogue;
    setText(this.#name, fullName);
    this.#badge.lang = this.locale;
    this.#badge.status = status;
    setText(this.#detail, detail);
    setAction(this.#action, action);
    setText(this.#lastSync, page.lastSync);
    setText(this.#time, time ?? "–");
    setAttributes(this.#time, { datetime: lastSyncAt });
    setText(this.#button, page.syncNow);
    setAttributes(this.#button, { disabled: active ? undefined : "" });
    setAttributes(this.#progress, {
      hidden: progress ? undefined : "",
      "aria-label": label,
      // An unknown total shows as a bar without a value.
      max: progress && `${progress.total}`,
      value: progress?.exact ? `${progress.done}` : undefined,
    });
  }
}
