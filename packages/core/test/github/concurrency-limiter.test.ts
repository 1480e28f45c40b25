import { getEventListeners } from "node:events";
import { expect, test } from "vitest";
import { createConcurrencyLimiter } from "../../src/github/limiters.ts";
import { createQuotas } from "../../src/github/quota.ts";
import { createClient, rejectionOf } from "../support/client.ts";
import { createLatch } from "../support/latch.ts";
import { json, scriptedFetch } from "../support/scripted-fetch.ts";

const reason = new Error("deploy");

test("a waiting task leaves with the signal's reason when it aborts, and the others keep their order", async () => {
  const limiter = createConcurrencyLimiter();
  const lead = createLatch();
  const order: string[] = [];
  const passing = limiter.run(() => lead.opened);
  const controller = new AbortController();
  const second = limiter.run(async () => order.push("second"));
  const leaving = limiter.run(async () => order.push("leaving"), controller.signal);
  const third = limiter.run(async () => order.push("third"));
  controller.abort(reason);
  expect(await rejectionOf(leaving)).toBe(reason);
  expect(order).toEqual([]);
  lead.open();
  await Promise.all([passing, second, third]);
  expect(order).toEqual(["second", "third"]);
});

test("a task with an aborted signal does not start, and a started one leaves no listener", async () => {
  const limiter = createConcurrencyLimiter();
  const signal = AbortSignal.abort(reason);
  expect(await rejectionOf(limiter.run(async () => 1, signal))).toBe(reason);
  const controller = new AbortController();
  expect(await limiter.run(async () => 2, controller.signal)).toBe(2);
  expect(getEventListeners(controller.signal, "abort")).toHaveLength(0);
});

test("I9: a task that leaves takes no turn: one runs alone, then ten", async () => {
  const limiter = createConcurrencyLimiter();
  const hold = createLatch();
  let inside = 0;
  const task = async () => {
    inside += 1;
    await hold.opened;
  };
  const controller = new AbortController();
  const lead = limiter.run(task);
  const left = Array.from({ length: 5 }, () => rejectionOf(limiter.run(task, controller.signal)));
  const passing = Array.from({ length: 19 }, () => limiter.run(task));
  controller.abort(reason);
  await Promise.all(left);
  expect(inside).toBe(1);
  limiter.noteResult(true);
  await Promise.resolve();
  expect(inside).toBe(10);
  hold.open();
  await Promise.all([lead, ...passing]);
  expect(inside).toBe(20);
});

/** A GitHub that never responds, and reports each request. */
function silent(tell: () => void) {
  return scriptedFetch((request) => {
    tell();
    return new Promise((_, reject) => {
      request.signal.addEventListener("abort", () => reject(request.signal.reason));
    });
  });
}

test("an abort rejects at once while another client's request hangs", async () => {
  const asked = createLatch();
  const { fetch, requests } = silent(asked.open);
  const quotas = createQuotas();
  const open = () => createClient({ fetch, quotas }, { credentialId: "shared" });
  const [first, second] = [await open(), await open()];
  const [hung, waiting] = [new AbortController(), new AbortController()];
  const hanging = rejectionOf(first.get("/repositories/1", { signal: hung.signal }));
  const response = rejectionOf(second.get("/repositories/2", { signal: waiting.signal }));
  await asked.opened;
  waiting.abort(reason);
  expect(await response).toBe(reason);
  hung.abort(reason);
  expect(await hanging).toBe(reason);
  expect(requests).toHaveLength(1);
});

test("I9: an aborted first request passes its turn to one request only", async () => {
  const answering = createLatch();
  const [leadSent, nextSent] = [createLatch(), createLatch()];
  const { fetch, requests } = scriptedFetch(async (_, index) => {
    if (index === 0) {
      leadSent.open();
      return new Promise<Response>(() => undefined);
    }
    nextSent.open();
    await answering.opened;
    return json({ id: index });
  });
  const quotas = createQuotas();
  const controller = new AbortController();
  const clients = await Promise.all(
    Array.from({ length: 5 }, () => createClient({ fetch, quotas }, { credentialId: "shared" })),
  );
  const responses = clients.map((client, index) =>
    client.get("/repositories/1", index === 0 ? { signal: controller.signal } : {}),
  );
  const lead = rejectionOf(responses[0] as Promise<unknown>);
  await leadSent.opened;
  controller.abort(reason);
  expect(await lead).toBe(reason);
  await nextSent.opened;
  expect(requests).toHaveLength(2);
  answering.open();
  await Promise.all(responses.slice(1));
  expect(requests).toHaveLength(5);
});

test("requests behind one without a timely response wait for that one only", async () => {
  const log: string[] = [];
  const { fetch } = silent(() => log.push("sent"));
  const quotas = createQuotas();
  const options = { fetch, quotas, requestTimeoutMs: 20, retries: 0 };
  const errors = Array.from({ length: 6 }, async (_, index) => {
    const client = await createClient(options, { credentialId: "shared" });
    const error = await rejectionOf(client.get(`/repositories/${index}`));
    log.push("settled");
    return error;
  });
  for (const error of await Promise.all(errors)) expect(error).toMatchObject({ code: "transient" });
  expect(log.slice(0, 7).filter((what) => what === "sent")).toHaveLength(6);
});

test("I9: a request without a timely response does not reopen what a limit has closed since", async () => {
  let now = new Date("2026-01-05T12:00:00Z");
  const later = createLatch();
  const { fetch, requests } = scriptedFetch(async (request, index) => {
    if (index === 0) return json({});
    if (index === 1) return new Promise<Response>(() => undefined);
    if (index === 2) return json({}, { status: 429, headers: { "retry-after": "60" } });
    await later.opened;
    return json({ url: request.url }, { headers: { date: now.toUTCString() } });
  });
  const quotas = createQuotas();
  const options = { fetch, quotas, now: () => now, retries: 0, requestTimeoutMs: 20 };
  const client = await createClient(options, { credentialId: "shared" });
  await client.get("/repositories/0");
  const slow = rejectionOf(client.get("/repositories/1"));
  expect(await rejectionOf(client.get("/repositories/2"))).toMatchObject({ code: "rate_limited" });
  expect(await slow).toMatchObject({ code: "transient" });
  now = new Date("2026-01-05T12:02:00Z");
  const patient = await createClient(
    { ...options, requestTimeoutMs: 5000 },
    { credentialId: "shared" },
  );
  const responses = Array.from({ length: 3 }, () => patient.get("/repositories/3"));
  await new Promise(setImmediate);
  expect(requests).toHaveLength(4);
  later.open();
  await Promise.all(responses);
  expect(requests).toHaveLength(6);
});
