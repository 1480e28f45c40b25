import {
  createPlaintextDecryptor,
  createSync,
  getStatus,
  type RepositoryStatus,
} from "@ghsync/core";
import { createMemoryStore } from "@ghsync/store-memory";
import { createFakeGitHub, generateRepository } from "@ghsync/testing";
import { expect, test } from "vitest";
import { createApp } from "../app.ts";
import { launch } from "./open-page.ts";

/** What this test touches of the card in the browser. */
interface Card {
  status: RepositoryStatus;
  readonly shadowRoot: {
    querySelector(name: string): { readonly position: number; readonly hidden: boolean };
  };
}

const pullRequests = 3_000;

test(`the bar of a first sync of ${pullRequests} pull requests moves with every batch, and reaches 100 % once`, async () => {
  const fullName = "octo-org/rocket";
  const github = createFakeGitHub();
  generateRepository(github, { fullName, pullRequests, until: github.clock.now() });
  github.clock.advance(86_400_000);
  const store = createMemoryStore();
  const now = () => github.clock.now();
  const batches: Promise<RepositoryStatus | undefined>[] = [];
  const sync = createSync({
    store,
    decryptor: createPlaintextDecryptor(),
    github: { fetch: github.fetch, now },
    onEvent({ type, repositoryId }) {
      if (type === "run.progress") batches.push(getStatus(store, repositoryId, { now }));
    },
  });
  const { id } = await sync.trackRepository({ fullName });
  await sync.setToken(id, "any-token-will-do");
  expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
  const statuses = (await Promise.all(batches)).filter((status) => status !== undefined);

  const app = await createApp({ store: createMemoryStore(), sync });
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.goto(await app.listen({ host: "127.0.0.1", port: 0 }));
    await page.evaluate(
      "document.querySelector('main').append(document.createElement('ghsync-repository-card'))",
    );
    const values = await page.locator("ghsync-repository-card").evaluate((card, shown) => {
      const target = card as unknown as Card;
      return shown.map((status) => {
        target.status = status;
        const { position, hidden } = target.shadowRoot.querySelector("progress");
        return { position, hidden };
      });
    }, statuses);
    const bars = values.map(({ position }) => position);
    console.log(`${bars.length} batches; the bar: ${bars.map((bar) => bar.toFixed(3)).join(" ")}`);
    expect(values.filter(({ hidden }) => hidden)).toEqual([]);
    expect(bars.length).toBeGreaterThanOrEqual(pullRequests / 25);
    expect(bars).toEqual([...new Set(bars)].sort((one, other) => one - other));
    expect(bars.filter((bar) => bar === 1)).toHaveLength(1);
  } finally {
    await browser.close();
    await app.close();
  }
});
