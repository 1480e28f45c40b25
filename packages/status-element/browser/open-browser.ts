import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { build } from "esbuild";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { chromiumPath } from "../../../scripts/require-servers.ts";
import { now } from "./example-statuses.ts";

/** No inline style or script runs, and nothing comes from elsewhere. */
const policy = "default-src 'none'; script-src 'self'; style-src 'self'";
const style = `body{margin:16px;font:14px system-ui,sans-serif}
html{color-scheme:light dark;background:light-dark(#fff,#0d1117);color:light-dark(#1f2328,#e6edf3)}
main{display:grid;grid-template-columns:repeat(auto-fill,minmax(18rem,1fr));gap:12px;align-items:start}`;

export interface PageOptions extends BrowserContextOptions {
  readonly dir?: "ltr" | "rtl";
  readonly lang?: string;
  /** The page's HTML. */
  readonly body?: string;
  /** Gets each line that the page writes to its console. */
  readonly onConsole?: (line: string) => void;
}

export interface TestBrowser {
  /** Opens a page that has the elements, on a clock that stands at {@link now}. */
  open(options?: PageOptions): Promise<Page>;
  close(): Promise<void>;
}

/** Starts Chromium, and a server for pages with the built elements. */
export async function openBrowser(): Promise<TestBrowser> {
  const { outputFiles } = await build({
    stdin: {
      contents: `import { english, german } from "@ghsync/core/pure";
        import { defineStatusElements } from "./index.ts";
        defineStatusElements([english, german]);`,
      resolveDir: new URL("../src", import.meta.url).pathname,
    },
    conditions: ["@ghsync/source"],
    bundle: true,
    format: "esm",
    write: false,
  });
  const undefinedStyle = await readFile(new URL("../style/style.css", import.meta.url), "utf8");
  const files: Record<string, readonly [type: string, text: string]> = {
    "/elements.js": ["text/javascript", outputFiles[0]?.text ?? ""],
    "/page.css": ["text/css", style + undefinedStyle],
  };
  const server = createServer(({ url = "" }, response) => {
    const [type, text] = files[url] ?? ["text/plain", ""];
    response.setHeader("content-type", `${type}; charset=utf-8`);
    response.setHeader("content-security-policy", policy);
    response.end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const browser: Browser = await chromium.launch({
    executablePath: chromiumPath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic"],
  });
  let count = 0;
  return {
    async open({ dir = "ltr", lang = "en", body = "", onConsole, ...options } = {}) {
      const path = `/${count++}`;
      const html = `<!doctype html><html lang="${lang}" dir="${dir}"><title>Syncs</title>
        <link rel="stylesheet" href="/page.css"><script type="module" src="/elements.js"></script>
        <main>${body}</main></html>`;
      files[path] = ["text/html", html];
      const context = await browser.newContext({ timezoneId: "UTC", locale: "en-US", ...options });
      await context.clock.install({ time: now });
      const page = await context.newPage();
      page.on("console", (message) => onConsole?.(message.text()));
      await page.goto(`http://127.0.0.1:${port}${path}`);
      return page;
    },
    async close() {
      await browser.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
