import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { chromiumPath } from "./require-servers.ts";

const element = "node_modules/@ghsync/status-element";

/** Writes the pages of the status element's README, and what starts them, into a project. */
export function createPages(folder: string): void {
  const readme = readFileSync(join(folder, element, "README.md"), "utf8");
  const blocks = (language: string) =>
    [...readme.matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``, "g"))].map(
      ([, code = ""]) => code,
    );
  const write = (file: string, text = "") => writeFileSync(join(folder, file), text);
  const [page] = blocks("html");
  const [script] = blocks("js");
  const [repository, hydratedRepository] = blocks("tsx");
  write("plain.html", page);
  write("page.js", script);
  write("repository.tsx", repository);
  write("hydrated-repository.tsx", hydratedRepository);
  cpSync(join(import.meta.dirname, "consumer/page"), folder, { recursive: true });
  for (const name of ["react", "hydrated"]) {
    const start = `<script type="module" src="./${name}.tsx"></script>`;
    write(`${name}.html`, `<!doctype html><html lang="en"><main></main>${start}</html>`);
  }
  write(
    "vite.config.js",
    `export default { build: { rollupOptions: { input: ["react.html", "hydrated.html"] } } };\n`,
  );
  const compilerOptions = {
    target: "es2023",
    lib: ["es2023", "dom"],
    module: "nodenext",
    types: [],
    strict: true,
    jsx: "react-jsx",
    outDir: "out",
  };
  write("tsconfig.json", JSON.stringify({ compilerOptions, include: ["*.ts", "*.tsx"] }));
}

/**
 * Opens the pages in Chromium: plain HTML, React, and React that takes over what a server rendered.
 *
 * @throws Error if a page does not show its badge, or if its button asks for nothing
 */
export async function tryPages(folder: string, rendered: string): Promise<void> {
  const read = (file: string) => readFileSync(join(folder, file), "utf8");
  const { status } = await import(join(folder, "out/status.js"));
  const pages: Readonly<Record<string, string>> = {
    "/plain.html": read("plain.html"),
    "/react.html": read("dist/react.html"),
    "/hydrated.html": read("dist/hydrated.html").replace("<main>", `<main>${rendered}`),
  };
  const requests: string[] = [];
  const server = createServer(({ method, url = "" }, response) => {
    if (method === "POST") requests.push(url);
    const isScript = url.endsWith(".js");
    const types = isScript ? "text/javascript" : pages[url] ? "text/html" : "application/json";
    response.setHeader("content-type", `${types}; charset=utf-8`);
    if (url === "/define.js") response.end(read(join(element, "dist/define.js")));
    else if (isScript) response.end(read(url === "/page.js" ? url : join("dist", url)));
    else response.end(pages[url] ?? JSON.stringify(url === "/statuses" ? [status] : null));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const browser = await chromium.launch({
    executablePath: chromiumPath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic"],
  });
  try {
    for (const path of Object.keys(pages)) {
      requests.length = 0;
      const page = await browser.newPage();
      const errors: string[] = [];
      page.on("pageerror", (error) => errors.push(String(error)));
      await page.goto(`http://127.0.0.1:${port}${path}`);
      await page.getByRole("button", { name: "Synced" }).waitFor();
      const asked = page.waitForResponse((response) => response.request().method() === "POST");
      await page.getByRole("button", { name: "Sync now" }).click();
      await asked;
      if (requests.join() !== "/repositories/1/sync" || errors.length > 0) {
        throw new Error(`${path} asked for "${requests}", with the errors "${errors}".`);
      }
    }
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
  }
}
