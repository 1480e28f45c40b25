import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { english } from "@ghsync/core/pure";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { GhsyncStatus } from "../src/index.ts";
import { renderStatus } from "../src/render-status.ts";
import { exampleStatus, examples } from "./example-statuses.ts";
import { openBrowser, type TestBrowser } from "./open-browser.ts";

const folder = join(import.meta.dirname, "../screenshots");
const names = Object.keys(examples);
let browser: TestBrowser;
beforeAll(async () => {
  browser = await openBrowser();
  await mkdir(folder, { recursive: true });
});
afterAll(() => browser.close());

const looks = (["light", "dark"] as const).flatMap((colorScheme) => [
  ...(["ltr", "rtl"] as const).map((dir) => ({ look: dir, colorScheme, dir })),
  { look: "forced-colours", colorScheme, dir: "ltr", forcedColors: "active" } as const,
]);

test("there is an example of every situation", () => {
  expect(new Set(names)).toEqual(new Set(Object.keys(english.situations)));
  for (const name of names) expect(exampleStatus(name).situation).toBe(name);
});

test.each(looks)("every status: $colorScheme, $look", async ({ look, ...media }) => {
  const file = (kind: string) => `${folder}/${kind}-${media.colorScheme}-${look}.png`;
  const badges = names.map((name) => renderStatus("ghsync-status", exampleStatus(name)));
  const cards = names.map((name) => renderStatus("ghsync-repository-card", exampleStatus(name)));
  const viewport = { width: 1280, height: 720 };
  for (const [kind, all] of Object.entries({ badges, cards })) {
    const body = all.map((element) => `<div>${element}</div>`).join("");
    const page = await browser.open({ ...media, viewport, body });
    await page.screenshot({ path: file(kind), fullPage: true });
    const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
    await page.evaluate(await readFile(axe, "utf8"));
    const violations = await page.evaluate(async () => {
      const found = await (globalThis as unknown as { axe: Axe }).axe.run();
      return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
    });
    // The page of the test has no heading; the elements do not make one.
    expect(violations.filter((line) => !line.startsWith("page-has-heading-one"))).toEqual([]);
  }
  const small = await browser.open({
    ...media,
    viewport: { width: 420, height: 180 },
    body: "<ghsync-status></ghsync-status>",
  });
  for (const name of names) {
    await small.locator("ghsync-status").evaluate((badge, status) => {
      (badge as GhsyncStatus).status = status;
    }, exampleStatus(name));
    await small.getByRole("button").blur();
    await small.getByRole("button").focus();
    expect(await small.getByRole("tooltip").isVisible()).toBe(true);
    await small.screenshot({ path: file(`tooltip-${name}`) });
  }
});

test("the picture of the README", async () => {
  const shown = [
    "first_sync",
    "complete",
    "rate_limited",
    "permission",
    "token_refused",
    "stalled",
  ];
  const cards = shown.map((name) => renderStatus("ghsync-repository-card", exampleStatus(name)));
  const viewport = { width: 960, height: 420 };
  // Where nothing moves, each run makes the same picture.
  const page = await browser.open({ viewport, body: cards.join(""), reducedMotion: "reduce" });
  const [box] = await page
    .locator("main")
    .evaluateAll((found) => found.map((main) => main.getBoundingClientRect().bottom));
  const clip = { x: 0, y: 0, width: 960, height: (box ?? 0) + 16 };
  await page.screenshot({ path: `${folder}/picture.png`, clip });
  expect(box).toBeGreaterThan(100);
});

interface Axe {
  run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}
