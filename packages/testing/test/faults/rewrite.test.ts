import { expect, test } from "vitest";
import { graphql, linkOf, rest } from "../ask.ts";
import { API, acme, openPulls } from "../behaviours/acme.ts";

const authorization = "token test";

test("a rewrite changes the body of a REST answer, for the requests that it is meant for", async () => {
  const github = acme();
  openPulls(github);
  const remove = github.faults.add({
    when: { path: `${API}/pulls/1` },
    fault: { kind: "rewrite", change: (body, { path }) => ({ ...body, title: null, asked: path }) },
  });
  const { status, body } = await rest(github, `${API}/pulls/1`);
  expect(status).toBe(200);
  expect(body).toMatchObject({ number: 1, title: null, asked: `${API}/pulls/1` });
  expect((await rest(github, `${API}/pulls`)).body[0].title).toBe("#0");
  remove();
  expect((await rest(github, `${API}/pulls/1`)).body.title).toBe("#0");
});

test("a rewrite changes the body of a GraphQL answer", async () => {
  const github = acme();
  openPulls(github);
  github.faults.add({
    when: { operation: "Read" },
    fault: {
      kind: "rewrite",
      change(body) {
        body.data.repository.pullRequest.labels = null;
        return body;
      },
    },
  });
  const fields = "pullRequest(number: 1) { title labels(first: 1) { totalCount } }";
  const ask = (name: string) =>
    graphql(github, `query ${name} { repository(owner: "acme", name: "api") { ${fields} } }`);
  expect((await ask("Read")).body).toEqual({
    data: { repository: { pullRequest: { title: "#0", labels: null } } },
  });
  expect((await ask("Other")).body.data.repository.pullRequest.labels).toEqual({ totalCount: 0 });
});

test("rewrites come one after the other, and change an error's body too", async () => {
  const github = acme();
  const addTo = (step: string) => ({
    kind: "rewrite" as const,
    change: (body: object) => ({ ...body, [step]: true }),
  });
  github.faults.add({ fault: addTo("first") });
  github.faults.add({ fault: { kind: "error", status: 404 } });
  github.faults.add({ fault: { kind: "rewrite", change: (body) => [body] } });
  const { status, body } = await rest(github, API);
  expect(status).toBe(404);
  expect(body).toMatchObject([{ message: "Not Found", first: true }]);
});

test("a rewrite sets the status and headers, and may send no body", async () => {
  const github = acme();
  github.faults.add({
    fault: {
      kind: "rewrite",
      change: () => undefined,
      status: 202,
      headers: { age: "61", link: null },
    },
  });
  const { status, headers, body } = await rest(github, API);
  expect(status).toBe(202);
  expect(headers.get("age")).toBe("61");
  expect(headers.has("link")).toBe(false);
  expect(body).toBeUndefined();
});

test("a rewrite's headers may follow from the request", async () => {
  const github = acme();
  github.faults.add({
    fault: {
      kind: "rewrite",
      change: (body) => body,
      headers: ({ path }) => ({ link: `<https://api.github.com${path}&more>; rel="next"` }),
    },
  });
  const { headers } = await rest(github, `${API}/pulls?page=2`);
  expect(linkOf(headers, "next")).toBe(`https://api.github.com${API}/pulls?page=2&more`);
});

test("a page that is not JSON passes a rewrite by", async () => {
  const github = acme();
  github.faults.add({ fault: { kind: "error", status: 502, html: true } });
  github.faults.add({ fault: { kind: "rewrite", change: () => "changed" } });
  const response = await github.fetch(`https://api.github.com${API}`, {
    headers: { authorization },
  });
  expect(await response.text()).toContain("Unicorn");
});

test("a changed body has an entity tag of its own, and the true one is 200 again afterwards", async () => {
  const github = acme();
  openPulls(github);
  const ask = (etag: string | null) =>
    rest(github, `${API}/pulls`, { authorization, "if-none-match": etag ?? "" });
  const real = (await ask(null)).headers.get("etag");
  expect((await ask(real)).status).toBe(304);
  const remove = github.faults.add({ fault: { kind: "rewrite", change: () => [] } });
  const changed = await ask(real);
  expect([changed.status, changed.body]).toEqual([200, []]);
  expect((await ask(changed.headers.get("etag"))).status).toBe(304);
  remove();
  expect((await ask(changed.headers.get("etag"))).status).toBe(200);
});

test("what leaves a body as it was leaves its entity tag, too", async () => {
  const github = acme();
  const tag = async () => (await rest(github, API)).headers.get("etag");
  const real = await tag();
  github.faults.add({ fault: { kind: "rewrite", change: (body) => body } });
  expect(await tag()).toBe(real);
});

test.each([
  [{}, []],
  [{ keep: 1 }, ["#0"]],
  [{ keep: 2, rows: "last" }, ["#1", "#2"]],
  [{ keep: 9, rows: "last" }, ["#0", "#1", "#2"]],
] as const)("a list that is cut by %o has no Link", async (cut, titles) => {
  const github = acme();
  openPulls(github, 4);
  const path = `${API}/pulls?sort=created&direction=asc&per_page=3`;
  expect((await rest(github, path)).headers.get("link")).toContain("next");
  github.faults.add({ when: { path }, fault: { kind: "cut-list", ...cut } });
  const { headers, body } = await rest(github, path);
  expect((body as { title: string }[]).map(({ title }) => title)).toEqual(titles);
  expect(headers.get("link")).toBeNull();
});
