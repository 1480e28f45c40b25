import { createFakeGitHub, type SecondaryLimitForm } from "@ghsync/testing";
import { describe, expect, it, test } from "vitest";
import { createClientOf } from "../support/client.ts";
import { createHarness, openPullRequests } from "../sync-harness.ts";

const forms: readonly SecondaryLimitForm[] = [
  "message",
  "abuse-message",
  "about-secondary-url",
  "secondary-url",
  "abuse-url",
  "page",
];
const apis = ["REST", "GraphQL"] as const;
const statuses = { REST: [403, 429], GraphQL: [200, 403, 429] } as const;
const cases = apis.flatMap((api) =>
  statuses[api].flatMap((status) => forms.map((form) => ({ api, status, form }))),
);

async function createWorld() {
  const github = createFakeGitHub();
  const githubId = github.truth.createRepository({ fullName: "acme/api" });
  const client = await createClientOf(github, { retries: 0 });
  const ask = {
    REST: () => client.get(`/repositories/${githubId}`),
    GraphQL: () => client.graphql("query Viewer { viewer { login } }", {}),
  };
  return { github, ask };
}

describe("a secondary limit without retry-after", () => {
  it.each(cases)(
    "I9: closes both interfaces for a growing time: $api, $status, $form",
    async ({ api, status, form }) => {
      const { github, ask } = await createWorld();
      const fault = { kind: "forbidden", reason: "secondary-limit", retryAfterS: null } as const;
      const path = api === "GraphQL" ? "/graphql" : /^\/repositories/;
      github.faults.add({ when: { path }, times: 2, fault: { ...fault, status, form } });
      const waits: number[] = [];
      for (let met = 1; met <= 2; met += 1) {
        const now = github.clock.now().getTime();
        const error = await ask[api]().catch((thrown: unknown) => thrown);
        expect(error).toMatchObject({ code: "rate_limited", limit: "secondary", retryable: true });
        const { resetAt } = error as { resetAt: Date };
        waits.push(resetAt.getTime() - now);
        for (const other of apis) {
          await expect(ask[other]()).rejects.toMatchObject({ code: "rate_limited", resetAt });
        }
        expect(github.ledger.entries).toHaveLength(met);
        github.clock.advance(resetAt.getTime() - now);
      }
      expect(waits).toEqual([60_000, 120_000]);
      for (const other of apis) await ask[other]();
      expect(github.ledger.entries).toHaveLength(4);
    },
  );
});

test("a secondary limit beside an exhausted primary one lasts at least a minute, for both interfaces", async () => {
  const { github, ask } = await createWorld();
  const resetS = Math.ceil(github.clock.now().getTime() / 1000) + 3;
  github.intercept(({ path }) =>
    path === "/graphql"
      ? undefined
      : Response.json(
          { message: "You have exceeded a secondary rate limit." },
          {
            status: 403,
            headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(resetS) },
          },
        ),
  );
  const resetAt = new Date(github.clock.now().getTime() + 60_000);
  const limited = { code: "rate_limited", resetAt };
  await expect(ask.REST()).rejects.toMatchObject({ ...limited, limit: "secondary" });
  await expect(ask.GraphQL()).rejects.toMatchObject(limited);
});

test.each([
  ["an HTML page", { html: true }],
  ["a message about something else", { message: "Must have admin rights to Repository." }],
])("a 403 with %s that names no limit does not prove one", async (_, given) => {
  const { github, ask } = await createWorld();
  const { html = false, message = "" } = given as { html?: boolean; message?: string };
  github.intercept(({ path }) => {
    if (path === "/graphql") return undefined;
    return html
      ? new Response("<html><p>Access denied by the company's proxy.</p></html>", {
          status: 403,
          headers: { "content-type": "text/html" },
        })
      : Response.json(
          { message, documentation_url: "https://docs.github.com/rest" },
          { status: 403 },
        );
  });
  await expect(ask.REST()).rejects.toMatchObject({ code: "access_denied" });
  await ask.GraphQL();
});

test.each(forms)(
  "a run that meets one ends as deferred, and continues after it: %s",
  async (form) => {
    const { github, sync, id } = await createHarness();
    openPullRequests(github, 3);
    const fault = {
      kind: "forbidden",
      reason: "secondary-limit",
      retryAfterS: null,
      form,
    } as const;
    const end = github.faults.add({ when: { operation: "Hydrate" }, fault });
    const outcome = await sync.syncRepository(id);
    expect(outcome).toMatchObject({ status: "deferred", error: { limit: "secondary" } });
    expect(github.ledger.entries.at(-1)?.path).toBe("/graphql");
    end();
    github.clock.advance(60_000);
    expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
  },
);

const limitText =
  "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.";

test.each([
  ["a good response", 200, "application/json"],
  ["an error of a server", 503, "application/json"],
  ["a page of a gateway", 502, "text/html"],
  ["bytes", 403, "application/octet-stream"],
])("I9: a secondary limit is detected in %s", async (_, status, type) => {
  const { github, ask } = await createWorld();
  const body =
    type === "text/html" ? `<html>${limitText}</html>` : JSON.stringify({ message: limitText });
  let asked = 0;
  github.intercept(() => {
    asked += 1;
    return new Response(body, { status, headers: { "content-type": type } });
  });
  const error = { code: "rate_limited", limit: "secondary", retryable: true };
  await expect(ask.REST()).rejects.toMatchObject(error);
  await expect(ask.GraphQL()).rejects.toMatchObject({ code: "rate_limited" });
  expect(asked).toBe(1);
});
