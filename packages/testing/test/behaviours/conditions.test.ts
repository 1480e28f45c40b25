import { expect, test } from "vitest";
import { rest } from "../ask.ts";
import { API, acme, openPulls, repository } from "./acme.ts";

const PULLS = `${API}/pulls`;
const token = (name: string) => ({ authorization: `token ${name}` });
const etagOf = ({ headers }: { headers: Headers }) => headers.get("etag") ?? "";

test("B22: an entity tag is weak on 200 and strong on an empty, free 304", async () => {
  const github = acme();
  openPulls(github);
  const first = await rest(github, PULLS);
  expect(etagOf(first)).toMatch(/^W\/"[0-9a-f]{64}"$/);
  expect(first.headers.get("vary")).toContain("Authorization");
  expect(first.headers.get("cache-control")).toContain("max-age=60");
  const headers = { ...token("test"), "if-none-match": etagOf(first) };
  const second = await rest(github, PULLS, headers);
  expect(second).toMatchObject({ status: 304, body: undefined });
  expect(etagOf(second)).toBe(etagOf(first).slice(2));
  expect(second.headers.get("x-ratelimit-remaining")).toBe("4999");
  expect(github.ledger.entries.at(-1)).toMatchObject({ primary: 0, secondary: 1 });
  const strong = { ...token("test"), "if-none-match": etagOf(second) };
  expect((await rest(github, PULLS, strong)).status).toBe(304);
});

test("B22: an entity tag is that of a token, an address and a media type", async () => {
  const github = acme();
  openPulls(github);
  const tags = [
    await rest(github, PULLS, token("a")),
    await rest(github, PULLS, token("b")),
    await rest(github, `${PULLS}?page=1`, token("a")),
    await rest(github, PULLS, { ...token("a"), accept: "application/vnd.github+json" }),
  ].map(etagOf);
  expect(new Set(tags).size).toBe(4);
  const { knob, ...shared } = { knob: acme({ etagPerToken: false }), path: PULLS };
  const [a, b] = [await rest(knob, shared.path, token("a")), await rest(knob, PULLS, token("b"))];
  expect(etagOf(a)).toBe(etagOf(b));
});

test("B22: by a knob, a 304 is free of the secondary limit too", async () => {
  const github = acme({ notModifiedPoints: 0 });
  const etag = etagOf(await rest(github, PULLS));
  await rest(github, PULLS, { ...token("test"), "if-none-match": etag });
  expect(github.ledger.summary().secondary).toBe(1);
});

test("B23: a page's entity tag says nothing about the next page", async () => {
  const github = acme();
  const target = openPulls(github);
  for (const body of ["a", "b"]) {
    github.truth.comment({ ...target, actor: "ada", body });
  }
  const first = `${API}/issues/1/comments?per_page=1`;
  const etag = etagOf(await rest(github, first));
  github.clock.advance(1_000);
  github.truth.comment({ ...target, actor: "ada", body: "c" });
  github.truth.editComment({ repository, comment: 3_600_000_001, body: "B" });
  const second = await rest(github, `${first}&page=2`);
  expect(second.body[0].body).toBe("B");
  const headers = { ...token("test"), "if-none-match": etag };
  expect((await rest(github, first, headers)).status).toBe(304);
});

test("B24: without a token a 304 counts", async () => {
  const github = acme();
  const first = await rest(github, PULLS, {});
  const second = await rest(github, PULLS, { "if-none-match": etagOf(first) });
  expect(second.status).toBe(304);
  expect(second.headers.get("x-ratelimit-remaining")).toBe("58");
});

test("B29: `Date` is the clock's, and off by a knob", async () => {
  expect((await rest(acme(), PULLS)).headers.get("date")).toBe("Mon, 05 Jan 2026 12:00:00 GMT");
  const skewed = acme({ dateSkewMs: -90_000 });
  expect((await rest(skewed, PULLS)).headers.get("date")).toBe("Mon, 05 Jan 2026 11:58:30 GMT");
});

test("B30: every answer announces the end of its version, a bad version is refused after a bad token", async () => {
  const github = acme();
  const { headers } = await rest(github, PULLS);
  expect(headers.get("link")).toContain('rel="deprecation"');
  expect(headers.get("deprecation")).toContain("10 Mar 2026");
  expect(headers.get("sunset")).toContain("10 Mar 2028");
  expect(headers.get("x-github-api-version-selected")).toBe("2022-11-28");
  const bad = { ...token("test"), "x-github-api-version": "1999-01-01" };
  expect((await rest(github, PULLS, bad)).status).toBe(400);
  github.revokeToken("test");
  expect((await rest(github, PULLS, bad)).status).toBe(401);
});
