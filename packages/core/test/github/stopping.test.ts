import { createFakeGitHub } from "@ghsync/testing";
import { expect, test } from "vitest";
import { collect, createClient, rejectionOf } from "../support/client.ts";
import { createLatch } from "../support/latch.ts";
import { json, scriptedFetch } from "../support/scripted-fetch.ts";

const reason = { deploy: "17" };
const link = '<https://api.github.com/repositories/1/issues?page=2>; rel="next"';

/** A GitHub that never responds, until its caller gives up. */
function silent() {
  const asked = createLatch();
  const script = scriptedFetch((request) => {
    asked.open();
    return new Promise((_, reject) => {
      request.signal.addEventListener("abort", () => reject(request.signal.reason));
    });
  });
  return { ...script, asked };
}

test("an abort before a request rejects with the same reason, and nothing is sent", async () => {
  const { fetch, requests } = scriptedFetch(() => json({ id: 1 }));
  const client = await createClient({ fetch });
  const signal = AbortSignal.abort(reason);
  expect(await rejectionOf(client.get("/repositories/1", { signal }))).toBe(reason);
  expect(await rejectionOf(client.graphql("query { x }", {}, { signal }))).toBe(reason);
  expect(await rejectionOf(collect(client.pages("/repositories/1/issues", {}, { signal })))).toBe(
    reason,
  );
  expect(requests).toHaveLength(0);
});

test("an abort during a request rejects with the same reason", async () => {
  const ask = {
    get: (client: Client, signal: AbortSignal) => client.get("/repositories/1", { signal }),
    graphql: (client: Client, signal: AbortSignal) => client.graphql("query { x }", {}, { signal }),
    pages: (client: Client, signal: AbortSignal) =>
      collect(client.pages("/repositories/1/issues", {}, { signal })),
  };
  for (const call of Object.values(ask)) {
    const { fetch, asked, requests } = silent();
    const controller = new AbortController();
    const response = rejectionOf(call(await createClient({ fetch }), controller.signal));
    await asked.opened;
    controller.abort(reason);
    expect(await response).toBe(reason);
    expect(requests).toHaveLength(1);
  }
});

test("a fetch that ignores its signal delays neither an abort nor the time limit", async () => {
  const ignoring = () => new Promise<Response>(() => undefined);
  const client = await createClient({ fetch: ignoring, requestTimeoutMs: 20, retries: 0 });
  expect(await rejectionOf(client.get("/repositories/1"))).toMatchObject({ code: "transient" });
  const signal = AbortSignal.timeout(20);
  const slow = await createClient({ fetch: ignoring });
  expect(await rejectionOf(slow.get("/repositories/1", { signal }))).toBe(signal.reason);
});

type Client = Awaited<ReturnType<typeof createClient>>;

test("an abort without a reason of its own is AbortError, and nothing is written into it", async () => {
  const { fetch, asked } = silent();
  const client = await createClient({ fetch });
  const controller = new AbortController();
  const response = rejectionOf(client.get("/repositories/1", { signal: controller.signal }));
  await asked.opened;
  controller.abort();
  expect(await response).toBe(controller.signal.reason);
  expect(await response).toMatchObject({ name: "AbortError" });
  expect(Object.keys(controller.signal.reason)).toEqual([]);
});

test("an abort between two pages ends the list with the same reason", async () => {
  const { fetch, requests } = scriptedFetch(() => json([{ id: 1 }], { headers: { link } }));
  const client = await createClient({ fetch });
  const controller = new AbortController();
  const pages = client.pages("/repositories/1/issues", {}, { signal: controller.signal });
  const iterator = pages[Symbol.asyncIterator]();
  expect((await iterator.next()).done).toBe(false);
  controller.abort(reason);
  expect(await rejectionOf(iterator.next())).toBe(reason);
  expect(requests).toHaveLength(1);
});

test("an abort between two tries rejects with the same reason, and nothing more is sent", async () => {
  const { fetch, requests } = scriptedFetch(() => json({}, { status: 503 }));
  const controller = new AbortController();
  const client = await createClient({ fetch, sleep: async () => controller.abort(reason) });
  const response = client.get("/repositories/1", { signal: controller.signal });
  expect(await rejectionOf(response)).toBe(reason);
  expect(requests).toHaveLength(1);
});

test("a silent socket ends at the time limit, and the request is retried", async () => {
  const github = createFakeGitHub();
  github.truth.createRepository({ fullName: "o/r" });
  github.faults.add({ fault: { kind: "stalled" }, times: 1 });
  const client = await createClient({ fetch: github.fetch, requestTimeoutMs: 20, retries: 1 });
  expect((await client.get("/repos/o/r")).data).toMatchObject({ full_name: "o/r" });
  github.faults.add({ fault: { kind: "stalled" } });
  const error = await rejectionOf(client.get("/repos/o/r"));
  expect(error).toMatchObject({ code: "transient", retryable: true });
  expect((error as Error).message).toBe("GitHub did not answer GET /repos/o/r within 20 ms.");
  expect(github.ledger.entries.map(({ status }) => status)).toEqual([0, 200, 0, 0]);
});

test("a query without a timely response is too heavy: it must be smaller", async () => {
  const github = createFakeGitHub();
  github.faults.add({ fault: { kind: "stalled" } });
  const client = await createClient({ fetch: github.fetch, requestTimeoutMs: 20 });
  const error = await rejectionOf(client.graphql("query { viewer { login } }", {}));
  expect(error).toMatchObject({ code: "query_too_heavy", retryable: true });
  expect(github.ledger.entries).toHaveLength(1);
});
