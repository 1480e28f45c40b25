import { english, type StatusCatalogue } from "@ghsync/core/pure";
import { GhsyncRepositoryCard } from "./ghsync-repository-card.ts";
import { GhsyncStatus } from "./ghsync-status.ts";
import { StatusBase } from "./status-base.ts";
import { statusStyle } from "./status-style.ts";

/**
 * Defines `<ghsync-status>` and `<ghsync-repository-card>`. Does nothing where there are no custom
 * elements (a server), or if they are defined already.
 *
 * @param catalogues the languages; the first one is used for pages in any other
 * @defaultValue English
 * @example
 * defineStatusElements([english, german]);
 */
export function defineStatusElements(catalogues: readonly StatusCatalogue[] = [english]): void {
  if (!globalThis.customElements || customElements.get("ghsync-status")) return;
  StatusBase.catalogues = catalogues;
  StatusBase.sheet = new CSSStyleSheet();
  StatusBase.sheet.replaceSync(statusStyle);
  customElements.define("ghsync-status", GhsyncStatus);
  customElements.define("ghsync-repository-card", GhsyncRepositoryCard);
}
