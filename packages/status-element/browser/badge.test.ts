import { german, type RepositoryStatus } from "@ghsync/core/pure";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { GhsyncStatus } from "../src/index.ts";
import { renderStatus } from "../src/render-status.ts";
import { exampleStatus, examples, now } from "./example-statuses.ts";
import { openBrowser, type PageOptions, type TestBrowser } from "./open-browser.ts";

let browser: TestBrowser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** Opens a page with one badge. */
async function openBadge(name: string, options: PageOptions = {}): Promise<Page> {
  const page = await browser.open(options);
  await setStatus(page, exampleStatus(name));
  return page;
}

async function setStatus(page: Page, status: RepositoryStatus): Promise<void> {
  await page.evaluate((given) => {
    const main = document.querySelector("main") as HTMLElement;
    const badge = (main.querySelector("ghsync-status") ??
      main.appendChild(document.createElement("ghsync-status"))) as GhsyncStatus;
    badge.status = given;
  }, status);
}

const badgeOf = (page: Page) => page.getByRole("button");
const tooltipOf = (page: Page) => page.getByRole("tooltip");
const isSpinning = (page: Page) =>
  page
    .locator("ghsync-status svg")
    .evaluate((icon) => getComputedStyle(icon).animationName !== "none");

test("shows the badge for syncing", async () => {
  const page = await openBadge("first_sync");
  expect(await badgeOf(page).textContent()).toBe("Syncing42%");
  expect(await isSpinning(page)).toBe(true);
  expect(await page.locator("ghsync-status").getAttribute("data-status")).toBe("syncing");
});

test("shows the error badge with its tooltip", async () => {
  const page = await openBadge("token_refused");
  expect(await badgeOf(page).textContent()).toBe("Token refused");
  expect(await page.locator("ghsync-status").getAttribute("data-status")).toBe("error");
  expect(await tooltipOf(page).count()).toBe(0);
  await page.locator("ghsync-status").hover();
  expect(await tooltipOf(page).isVisible()).toBe(true);
  expect(await tooltipOf(page).textContent()).toBe(
    "GitHub refused the token: it is wrong, expired or revoked.Store a new token.",
  );
  await page.mouse.move(600, 600);
  expect(await tooltipOf(page).count()).toBe(0);
});

test("shows the complete badge with its timestamp", async () => {
  const page = await openBadge("complete");
  expect(await badgeOf(page).textContent()).toBe("Synced5 minutes ago");
  expect(await isSpinning(page)).toBe(false);
  await page.clock.fastForward(60_000);
  expect(await badgeOf(page).textContent()).toBe("Synced6 minutes ago");
  await page.clock.fastForward(2 * 3_600_000);
  expect(await badgeOf(page).textContent()).toBe("Synced2 hours ago");
});

test("I15: a badge without news shows syncing until the lease ends, then stalled", async () => {
  const page = await openBadge("syncing");
  await page.clock.fastForward(119_000);
  expect(await badgeOf(page).textContent()).toBe("Syncing");
  await page.clock.fastForward(1_100);
  expect(await badgeOf(page).textContent()).toBe("Stalled");
  expect(await isSpinning(page)).toBe(false);
  await setStatus(page, exampleStatus("syncing"));
  expect(await badgeOf(page).textContent()).toBe("Syncing");
});

test("a rate limit shows until when, in the reader's time zone", async () => {
  const page = await openBadge("rate_limited", { timezoneId: "Europe/Berlin", lang: "en-GB" });
  expect(await badgeOf(page).textContent()).toBe("Rate limituntil 14:05");
});

test("a page in German has German words", async () => {
  const page = await openBadge("rate_limited", { timezoneId: "Europe/Berlin", lang: "de" });
  expect(await badgeOf(page).textContent()).toBe("Limit erreichtbis 14:05");
  await badgeOf(page).focus();
  expect(await tooltipOf(page).textContent()).toContain("Nächster Versuch: 14:05.");
});

test("the keyboard alone reaches the tooltip, and closes it", async () => {
  const page = await openBadge("transient");
  await page.keyboard.press("Tab");
  expect(await tooltipOf(page).isVisible()).toBe(true);
  await page.keyboard.press("Escape");
  expect(await tooltipOf(page).count()).toBe(0);
  await page.keyboard.press("Enter");
  expect(await tooltipOf(page).isVisible()).toBe(true);
  await page.keyboard.press("Tab");
  expect(await tooltipOf(page).count()).toBe(0);
});

test.each(["ltr", "rtl"] as const)(
  "the tooltip starts where the badge starts, and stays inside the window: %s",
  async (dir) => {
    const open = async (width: number) => {
      const page = await openBadge("token_refused", { dir, viewport: { width, height: 300 } });
      await page.locator("ghsync-status").hover();
      const edges = await page.locator("ghsync-status").evaluate((badge) =>
        ["button", "[popover]"].map((query) => {
          const { left, right, top, bottom } =
            badge.shadowRoot?.querySelector(query)?.getBoundingClientRect() ?? new DOMRect();
          return { left, right, top, bottom };
        }),
      );
      return edges as [DOMRect, DOMRect];
    };
    const [badge, tooltip] = await open(600);
    expect(tooltip.top).toBe(badge.bottom);
    if (dir === "ltr") expect(tooltip.left).toBe(badge.left);
    else expect(tooltip.right).toBe(badge.right);
    const [, narrow] = await open(150);
    expect(narrow.left).toBeGreaterThanOrEqual(0);
    expect(narrow.right).toBeLessThanOrEqual(150);
  },
);

test("a touch opens the tooltip", async () => {
  const page = await openBadge("transient", { hasTouch: true });
  await page.locator("ghsync-status").tap();
  expect(await tooltipOf(page).isVisible()).toBe(true);
});

test("a change is announced politely, and the first status is not", async () => {
  const page = await openBadge("first_sync");
  const live = page.getByRole("status");
  expect(await live.textContent()).toBe("");
  await setStatus(page, exampleStatus("complete"));
  expect(await live.textContent()).toBe("Synced");
});

test("reduced motion stops the spinner", async () => {
  const page = await openBadge("syncing", { reducedMotion: "reduce" });
  expect(await isSpinning(page)).toBe(false);
});

test.each(["light", "dark"] as const)(
  "forced colours keep every badge readable: %s",
  async (colorScheme) => {
    const page = await browser.open({ colorScheme, forcedColors: "active" });
    for (const name of Object.keys(examples)) {
      await setStatus(page, exampleStatus(name));
      const colours = await page.locator("ghsync-status").evaluate((badge) => {
        const colourOf = (query: string, property: string) => {
          const element = badge.shadowRoot?.querySelector(query) as Element;
          return getComputedStyle(element).getPropertyValue(property);
        };
        // A system colour, as the browser paints it.
        const paint = (color: string) => {
          const element = document.body.appendChild(document.createElement("i"));
          element.style.color = color;
          return getComputedStyle(element).color;
        };
        return {
          text: [colourOf("bdi", "color"), colourOf("svg", "stroke"), paint("ButtonText")],
          surface: [colourOf("button", "background-color"), paint("ButtonFace")],
          tooltip: [colourOf("[popover]", "color"), paint("CanvasText")],
          shape: badge.shadowRoot?.querySelector("path")?.getAttribute("d"),
          border: colourOf("button", "border-top-width"),
        };
      });
      for (const same of [colours.text, colours.surface, colours.tooltip]) {
        expect(new Set(same).size, name).toBe(1);
      }
      expect(colours.text[0], name).not.toBe(colours.surface[0]);
      expect(colours.shape, name).toBeTruthy();
      expect(colours.border, name).toBe("1px");
    }
  },
);

test("a screen reader hears the label, how far it is, and what happens next", async () => {
  const page = await openBadge("first_sync");
  expect(await hears(page)).toEqual({
    name: "Syncing 42%",
    description: "The first sync is in progress. Pull requests: 1260 of 3000.",
  });
  await setStatus(page, exampleStatus("token_missing"));
  expect(await hears(page)).toEqual({
    name: "No token",
    description: "No token is stored. Store a token.",
  });
});

/** What Chromium tells a screen reader about the badge. */
async function hears(page: Page) {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  const badge = nodes.find(({ role }) => role?.value === "button");
  return { name: badge?.name?.value, description: badge?.description?.value };
}

test("a badge takes JSON as its property, and shows nothing where there is no status", async () => {
  const page = await openBadge("syncing");
  const badge = page.locator("ghsync-status");
  const set = (status: string | null) =>
    badge.evaluate((element, given) => {
      (element as GhsyncStatus).status = given;
    }, status);
  await set(JSON.stringify(exampleStatus("complete")));
  expect(await badgeOf(page).textContent()).toBe("Synced5 minutes ago");
  await set(null);
  expect(await badge.isVisible()).toBe(false);
  await set(JSON.stringify(exampleStatus("syncing")));
  expect(await badgeOf(page).textContent()).toBe("Syncing");
  await badge.evaluate((element) => element.setAttribute("status", ""));
  expect(await badge.isVisible()).toBe(false);
});

test("a badge that is removed while its tooltip is open leaves nothing behind", async () => {
  const page = await openBadge("transient");
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.keyboard.press("Tab");
  expect(await tooltipOf(page).isVisible()).toBe(true);
  await page.locator("ghsync-status").evaluate((badge) => badge.remove());
  expect(await tooltipOf(page).count()).toBe(0);
  expect(errors).toEqual([]);
});

test("a badge inside another element's shadow has the page's language", async () => {
  const page = await browser.open({ lang: "de", locale: "en-US" });
  const text = await page.evaluate((status) => {
    const host = document.body.appendChild(document.createElement("div"));
    const badge = document.createElement("ghsync-status") as GhsyncStatus;
    badge.status = status;
    host.attachShadow({ mode: "open" }).append(badge);
    return badge.shadowRoot?.querySelector("bdi")?.textContent;
  }, exampleStatus("complete"));
  expect(text).toBe(german.situations.complete[0]);
});

test("markup of a server shows its label before and after the element is defined", async () => {
  const body = renderStatus("ghsync-status", exampleStatus("internal"));
  expect(body).toContain(">Internal error</ghsync-status>");
  expect(body).not.toContain("onerror");
  const page = await browser.open({ body });
  expect(await badgeOf(page).textContent()).toBe("Internal error");
  const plain = await browser.open({ body, javaScriptEnabled: false });
  expect(await plain.locator("ghsync-status").textContent()).toBe("Internal error");
});

test.each(["ghsync-status", "ghsync-repository-card"] as const)(
  "markup of a server is as high before %s is defined as after",
  async (name) => {
    const status = exampleStatus("pending");
    const body = name === "ghsync-status" ? renderStatus(name, status) : renderStatus(name, status);
    const heights = [true, false].map(async (javaScriptEnabled) => {
      const page = await browser.open({ body, javaScriptEnabled });
      return (await page.locator(name).boundingBox())?.height;
    });
    const [defined, plain] = await Promise.all(heights);
    expect(defined).toBeGreaterThan(0);
    expect(plain).toBe(defined);
  },
);

test("a status that was set before the definition is shown", async () => {
  const page = await browser.open();
  const text = await page.evaluate((status) => {
    const late = document.createElement("late-status") as GhsyncStatus;
    late.status = status;
    document.body.append(late);
    const Defined = customElements.get("ghsync-status") as typeof GhsyncStatus;
    customElements.define("late-status", class extends Defined {});
    return late.shadowRoot?.querySelector("button")?.textContent;
  }, exampleStatus("complete"));
  expect(text).toBe("Synced5 minutes ago");
});

test("texts are text: an img with onerror in any of them stays text", async () => {
  const page = await browser.open();
  const img = "<img src=x onerror=document.title='run'>";
  const status = {
    ...exampleStatus("transient"),
    fullName: img,
    situation: "of_a_newer_release",
    label: img,
    detail: img,
    action: { who: "user", what: img },
  } as unknown as RepositoryStatus;
  await page.evaluate((given) => {
    const card = document.createElement("ghsync-repository-card");
    card.setAttribute("status", JSON.stringify(given));
    document.querySelector("main")?.append(card);
  }, status);
  await page.locator("ghsync-status").hover();
  expect(await page.locator("img").count()).toBe(0);
  expect(await tooltipOf(page).textContent()).toBe(img + img);
  expect(await page.title()).toBe("Syncs");
});

test("the elements work under a policy without unsafe-inline", async () => {
  const violations: string[] = [];
  const page = await browser.open({ onConsole: (line) => violations.push(line) });
  await setStatus(page, exampleStatus("token_refused"));
  await page.locator("ghsync-status").hover();
  const [style] = await badgeOf(page).evaluateAll((found) =>
    found.map((badge) => getComputedStyle(badge).display),
  );
  expect(style).toBe("flex");
  expect(violations).toEqual([]);
});

test("of 1,000 badges of which one changes, one renders again", async () => {
  const page = await browser.open();
  const statuses = Array.from({ length: 1000 }, (_, index) => ({
    ...exampleStatus(index % 2 === 0 ? "complete" : "first_sync"),
    repositoryId: String(index),
  }));
  const changed = await page.evaluate(
    async ([given, other]) => {
      const main = document.querySelector("main") as HTMLElement;
      const badges = given.map((status) => {
        const badge = document.createElement("ghsync-status") as GhsyncStatus;
        badge.status = status;
        return badge;
      });
      main.append(...badges);
      const touched = new Set<number>();
      badges.forEach((badge, index) => {
        const observer = new MutationObserver(() => touched.add(index));
        const all = { subtree: true, childList: true, characterData: true, attributes: true };
        observer.observe(badge.shadowRoot as ShadowRoot, all);
      });
      // A page that polls sets every status again.
      badges.forEach((badge, index) => {
        badge.status = index === 500 ? other : JSON.parse(JSON.stringify(given[index]));
      });
      await Promise.resolve();
      return [...touched];
    },
    [statuses, exampleStatus("token_refused")] as const,
  );
  expect(changed).toEqual([500]);
});

test("an instant in the future of the reader's clock is now", async () => {
  const page = await browser.open();
  const lastSyncAt = new Date(now.getTime() + 300_000).toISOString();
  await setStatus(page, { ...exampleStatus("complete"), lastSyncAt });
  expect(await badgeOf(page).textContent()).toBe("Syncednow");
});
