import { inspect } from "node:util";
import { expect, test } from "vitest";
import { redactingFetch } from "../../src/github/fetch.ts";
import { rejectionOf } from "../support/client.ts";

const secret = "ghp_0Rt7uLq2XbWm5VkYc9HdJf3Pz8NsTe1AgQ4w";
const url = "https://api.github.com/";
const redacting = (send: typeof fetch) => redactingFetch(send, { baseUrl: url });
const init = { headers: { authorization: `token ${secret}` } };

test("I11: redactingFetch removes a quoted token from a response's headers and body", async () => {
  const fetch = redacting(async () => {
    const headers = { "content-type": "application/json", etag: `"${secret}"` };
    return new Response(JSON.stringify({ message: `No: token ${secret}` }), {
      status: 403,
      headers,
    });
  });
  const response = await fetch(url, init);
  expect(response.status).toBe(403);
  expect([...response.headers]).toEqual([
    ["content-type", "application/json"],
    ["etag", '"[redacted]"'],
  ]);
  expect(JSON.parse(await response.text())).toEqual({ message: "No: token [redacted]" });
});

test("I11: redactingFetch removes a token that JSON un-escapes, in names and in values", async () => {
  const escaped = [...secret].map((each) => `\\u00${each.charCodeAt(0).toString(16)}`).join("");
  const fetch = redacting(async () => new Response(`{"${escaped}":{"a":["${escaped}"]}}`));
  const text = await (await fetch(url, init)).text();
  expect(JSON.parse(text)).toEqual({ "[redacted]": { a: ["[redacted]"] } });
});

test("I11: redactingFetch removes each word of a signing header, and each part of a word", async () => {
  const other = 'signature="0123456789abcdef",';
  const headers = { authorization: `Own ${secret} ${other}`, "x-api-key": "key-of-the-gateway" };
  const echo = Object.values(headers).join(" ");
  const fetch = redacting(async () => new Response(echo));
  const text = await (await fetch(url, { headers })).text();
  expect(text).toBe("Own [redacted] [redacted] [redacted]");
  const part = redacting(async () => new Response("It was 0123456789abcdef."));
  expect(await (await part(url, { headers })).text()).toBe("It was [redacted].");
});

test("redactingFetch does not change the response to a request without a token", async () => {
  const fetch = redacting(async () => new Response(`token ${secret}`, { status: 201 }));
  const response = await fetch(url);
  expect(response.status).toBe(201);
  expect(await response.text()).toBe(`token ${secret}`);
});

test("redactingFetch keeps a body of bytes, and one that breaks off", async () => {
  const bytes = Uint8Array.of(0, 255);
  const whole = await redacting(async () => new Response(bytes))(url, init);
  expect(new Uint8Array(await whole.arrayBuffer())).toEqual(bytes);
  const broken = new ReadableStream({ pull: (controller) => controller.error(new Error("cut")) });
  const response = await redacting(async () => new Response(broken))(url, init);
  await expect(response.text()).rejects.toThrow("cut");
});

test("I11: redactingFetch removes a quoted token from an error, and throws a TypeError", async () => {
  const fetch = redacting(async () => {
    throw new Error(`Refused: ${JSON.stringify(init)}`);
  });
  const error = await rejectionOf(fetch(url, init));
  expect(error).toBeInstanceOf(TypeError);
  expect(error).toMatchObject({
    message: "fetch failed",
    cause: { message: 'Refused: {"headers":{"authorization":"token [redacted]"}}' },
  });
  expect(inspect(error, { showHidden: true, depth: 10 })).not.toContain(secret);
});
