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
  protected catalogue!: StatusCatalogue;
  /** The language for numbers and instants: the page's own form of the words' language, `en-GB`. */
  protected locale!: string;
  #status: Status | null | undefined;
  #receivedAt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.attachShadow({ mode: "open" }).adoptedStyleSheets = [StatusBase.sheet];
  }

  /** The status to show: what `getStatus` or `listStatuses` returned. */
  get status(): Status | undefined {
    return this.#status ?? undefined;
  }

  /** Takes JSON, too: templates set the property to what a server writes into the attribute. */
  set status(status: Status | string | null | undefined) {
    this.#status = typeof status === "string" ? JSON.parse(status || "null") : status;
    this.#receivedAt = Date.now();
    this.#update();
  }

  attributeChangedCallback(name: string, _: string | null, value: string | null): void {
    if (name === "status") this.status = value;
    else this.#update();
  }

  connectedCallback(): void {
    this.shadowRoot?.append(this.content);
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
  protected readonly formatInstant = (iso: string): string => {
    const date = new Date(iso);
    const isToday = date.toDateString() === new Date().toDateString();
    const dateStyle = isToday ? undefined : "medium";
    return date.toLocaleString(this.locale, { dateStyle, timeStyle: "short" });
  };

  /** What the element shows. */
  protected abstract readonly content: HTMLElement;

  /**
   * Shows a status. Touches only what differs from what is shown.
   *
   * @param time how long ago the last sync was
   */
  protected abstract show(status: Status, time: string | undefined): void;

  #update(): void {
    clearTimeout(this.#timer);
    const status = this.#status;
    // The style hides an element without it: an old status must not stay.
    if (!status) this.removeAttribute("data-status");
    if (!status || !this.isConnected) return;
    const { leaseEndsInMs = Infinity, lastSyncAt } = status;
    const leaseMs = this.#receivedAt + leaseEndsInMs - Date.now();
    const isOver = leaseMs <= 0;
    this.#chooseLanguage();
    const time = lastSyncAt
      ? relativeTime(Date.now() - Date.parse(lastSyncAt), this.locale)
      : undefined;
    const { catalogue, formatInstant } = this;
    const shown = translateStatus(isOver ? toStalled(status) : status, {
      catalogue,
      formatInstant,
    });
    setAttributes(this, { "data-status": shown.status, "data-tone": shown.tone });
    this.show(shown, time?.text);
    const changesInMs = Math.min(time?.validMs ?? dayMs, isOver ? dayMs : leaseMs);
    this.#timer = setTimeout(() => this.#update(), changesInMs + 1);
  }

  #chooseLanguage(): void {
    const { lang } = this.closest<HTMLElement>("[lang]") ?? document.documentElement;
    const page = lang || navigator.language;
    const { catalogues } = StatusBase;
    const known = catalogues.find(({ language }) => `${page}-`.startsWith(`${language}-`));
    this.catalogue = known ?? (catalogues[0] as StatusCatalogue);
    this.locale = known ? page : this.catalogue.language;
  }
}
