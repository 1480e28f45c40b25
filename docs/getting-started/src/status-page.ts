import type { Sync } from "@ghsync/core";

/** Renders a page that shows how the sync of each repository stands. Call it in a route of your app. */
export async function statusPage(sync: Sync): Promise<string> {
  const statuses = await sync.listStatuses();
  const rows = statuses.map(
    ({ fullName, tone, label, detail }) => `
      <tr class="${tone}">
        <td>${escapeHtml(fullName)}</td>
        <td>${escapeHtml(label)}</td>
        <td>${escapeHtml(detail)}</td>
      </tr>`,
  );
  return `<!doctype html><title>Sync</title><table>${rows.join("")}</table>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
