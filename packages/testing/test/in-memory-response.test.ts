import { expect, test } from "vitest";
import { createInMemoryResponse } from "../src/in-memory-response.ts";

const TEXT = '{"title":"Naïve 🏁"}';
const respond = () => createInMemoryResponse(TEXT, { status: 201, headers: { etag: '"1"' } });

test("every way of reading gives the body", async () => {
  expect(await respond().text()).toBe(TEXT);
  expect(await respond().json()).toEqual({ title: "Naïve 🏁" });
  expect(new TextDecoder().decode(await respond().arrayBuffer())).toBe(TEXT);
  expect(await (await respond().blob()).text()).toBe(TEXT);
  expect(await new Response(respond().body).text()).toBe(TEXT);
  const response = respond();
  expect(await response.clone().text()).toBe(TEXT);
  expect(await response.text()).toBe(TEXT);
});

test("it is a Response whose body is used once", async () => {
  const response = respond();
  expect(response).toBeInstanceOf(Response);
  expect(response.status).toBe(201);
  expect(response.headers.get("etag")).toBe('"1"');
  expect(response.bodyUsed).toBe(false);
  await response.json();
  expect(response.bodyUsed).toBe(true);
  await expect(response.text()).rejects.toThrow(TypeError);
  expect(() => response.clone()).toThrow(TypeError);
});

test("a body that is being read can't be taken", async () => {
  const response = respond();
  response.body?.getReader();
  await expect(response.text()).rejects.toThrow(TypeError);
});
