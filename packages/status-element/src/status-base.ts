import {
  type StatusCatalogue,
  type SyncStatusDescription,
  toStalled,
  translateStatus,
} from "@ghsync/core/pure";
import { setAttributes } from "./dom.ts";
import { relativeTime } from "./relative-time.ts";

// A server that renders the page imports this too.
const Base = (globalThis.HTMLElement ?? class {}) as typeof HTMLElement;
const dayMs = 86_400_000;

/** What both elements are: a status, as a property or as JSON in an attribute, shown in words. */
export abstract class StatusBase<Status extends SyncStatusDescription> extends Base {
  static readonly observedAttributes = ["status", "lang"];
  /** The languages that are known; the first one is the fallback. */
  static catalogues: readonly StatusCatalogue[];
  static sheet: CSSStyleSheet;

  /** The words in the page's language. */
  protected catalogue = StatusBase.catalogues[0] as StatusCatalogue;
  /** The language for numbers and instants: the page's own form of the words' language, `en-GB`. */
  protected locale = "";
  #status: Status | undefined;
  #receivedAt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.attachShadow({ mode: "open" }).adoptedStyleSheets = [StatusBase.sheet];
  }

  /** The status to show: what `getStatus` or `listStatuses` returned. */
  get status(): Status | undefined {
    return this.#status;
  }

  set status(status: Status | null | undefined) {
    this.#status = status ?? undefined;
    this.#receivedAt = Date.now();
    this.#update();
  }

  attributeChangedCallback(name: string, _: string | null, value: string | null): void {
    if (name === "status") this.status = value ? (JSON.parse(value) as Status) : undefined;
    else this.#update();
  }

  connectedCallback(): void {
    // A framework may have set the property before the element was defined.
    if (Object.hasOwn(this, "status")) {
      const { status } = this;
      delete (this as { status?: unknown }).status;
      this.status = status;
    }
    this.#update();
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer);
  }

  /** Formats an instant in the page's language and the reader's time zone. */
  protected formatInstant(iso: string): string {
    const date = new Date(iso);
    const isToday = date.toDateString() === new Date().toDateString();
    const timeStyle = "short";
    return date.toLocaleString(
      this.locale,
      isToday ? { timeStyle } : { dateStyle: "medium", timeStyle },
    );
  }

  /**
   * Shows a status. Touches only what differs from what is shown.
   *
   * @param time how long ago the last sync was
   */
  protected abstract show(status: Status, time: string | undefined): void;

  #update(): void {
    clearTimeout(this.#timer);
    const status = this.#status;
    if (!this.isConnected || !status) return;
    const { leaseEndsInMs, lastSyncAt } = status;
    const leaseMs = leaseEndsInMs && this.#receivedAt + leaseEndsInMs - Date.now();
    const isOver = leaseMs !== undefined && leaseMs <= 0;
    this.#chooseLanguage();
    const time = lastSyncAt && relativeTime(new Date(lastSyncAt), new Date(), this.locale);
    const shown = translateStatus(isOver ? toStalled(status) : status, {
      catalogue: this.catalogue,
      formatInstant: (iso) => this.formatInstant(iso),
    });
    setAttributes(this, { "data-status": shown.status, "data-tone": shown.tone });
    this.show(shown, time ? time.text : undefined);
    const changesInMs = Math.min(time ? time.validMs : dayMs, (!isOver && leaseMs) || dayMs);
    this.#timer = setTimeout(() => this.#update(), changesInMs + 1);
  }

  #chooseLanguage(): void {
    const page = this.closest<HTMLElement>("[lang]")?.lang || navigator.language;
    const { catalogues } = StatusBase;
    const known = catalogues.find(({ language }) => `${page}-`.startsWith(`${language}-`));
    this.catalogue = known ?? (catalogues[0] as StatusCatalogue);
    this.locale = known ? page : this.catalogue.language;
  }
}
