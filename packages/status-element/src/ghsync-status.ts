import type { SyncStatusDescription } from "@ghsync/core/pure";
import { h, setAction, setAttributes, setText } from "./dom.ts";
import { StatusBase } from "./status-base.ts";
import { iconPathOf } from "./status-icon.ts";

const svg = (name: string) => document.createElementNS("http://www.w3.org/2000/svg", name);

/** `<ghsync-status>`: a badge with the status, and a tooltip with what happens next. */
export class GhsyncStatus extends StatusBase<SyncStatusDescription> {
  readonly #path = svg("path");
  readonly #icon = svg("svg");
  readonly #label = h("bdi", { part: "label" });
  readonly #extra = h("bdi", { part: "time" });
  readonly #detail = h("bdi");
  readonly #action = h("b", {}, h("bdi"));
  readonly #tooltip = h(
    "span",
    { part: "tooltip", role: "tooltip", id: "t", popover: "manual" },
    this.#detail,
    this.#action,
  );
  readonly #badge = h(
    "button",
    { part: "badge", type: "button", "aria-describedby": "t" },
    this.#icon,
    this.#label,
    this.#extra,
  );
  readonly #live = h("span", { role: "status" });
  protected readonly content = h("span", {}, this.#badge, this.#tooltip, this.#live);

  /** Opens the tooltip at the badge, inside the window. The pointer can move onto it. */
  readonly #open = (): void => {
    const tooltip = this.#tooltip;
    tooltip.showPopover();
    const { offsetWidth, offsetHeight, style } = tooltip;
    const { left, right, bottom } = this.#badge.getBoundingClientRect();
    const start = this.matches(":dir(rtl)") ? right - offsetWidth : left;
    const place = (wanted: number, size: number) => `max(0px,min(${wanted}px,100% - ${size}px))`;
    style.left = place(start, offsetWidth + 8);
    style.top = place(bottom, offsetHeight);
  };

  constructor() {
    super();
    setAttributes(this.#icon, { viewBox: "0 0 16 16", "aria-hidden": "true", part: "icon" });
    this.#icon.append(this.#path);
    const open = this.#open;
    const close = () => this.#tooltip.hidePopover();
    this.#badge.onfocus = open;
    this.#badge.onblur = close;
    this.content.onclick = open;
    this.content.onpointerenter = open;
    this.content.onpointerleave = close;
    this.content.onkeydown = ({ key }) => {
      if (key === "Escape") close();
    };
  }

  protected show(status: SyncStatusDescription, time: string | undefined): void {
    const { label, detail, action } = status;
    const before = this.#label.textContent;
    setAttributes(this.#path, { d: iconPathOf(status) });
    setAttributes(this.#icon, { class: status.situation });
    setText(this.#label, label);
    setText(this.#extra, this.#extraOf(status, time));
    setText(this.#detail, detail);
    setAction(this.#action, action);
    if (before && before !== label) setText(this.#live, label);
  }

  /** What stands beside the label. */
  #extraOf(status: SyncStatusDescription, time = ""): string {
    const { situation, tone, progress, retryAt } = status;
    if (situation === "complete") return time;
    if (situation === "rate_limited" && retryAt) {
      return this.catalogue.page.until.replace("{retryAt}", this.formatInstant(retryAt));
    }
    return tone === "progress" && progress?.percent !== undefined
      ? (progress.percent / 100).toLocaleString(this.locale, { style: "percent" })
      : "";
  }
}
