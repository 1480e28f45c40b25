import type { RepositoryStatus, SyncStatusDescription } from "@ghsync/core/pure";

/**
 * Renders an element on a server, as HTML. The label is its content, which a reader sees until the
 * element is defined, and without JavaScript. Pure.
 *
 * @example
 * reply.type("text/html").send(`<h1>Syncs</h1>${renderStatus("ghsync-status", status)}`);
 */
export function renderStatus(name: "ghsync-status", status: SyncStatusDescription): string;
export function renderStatus(name: "ghsync-repository-card", status: RepositoryStatus): string;
export function renderStatus(
  name: "ghsync-status" | "ghsync-repository-card",
  // An error's message is for operators, and a page is for everybody.
  { operator: _, ...status }: SyncStatusDescription & { readonly fullName?: string },
): string {
  const text = name === "ghsync-status" ? status.label : `${status.fullName}: ${status.label}`;
  const attributes = `status="${escapeHtml(JSON.stringify(status))}" data-tone="${status.tone}"`;
  return `<${name} ${attributes}>${escapeHtml(text)}</${name}>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
