import type { ListPage } from "@ghsync/core";
import { expect, test } from "vitest";
import { collect, createClient, rejectionOf } from "../support/client.ts";
import { json, scriptedFetch } from "../support/scripted-fetch.ts";

const api = "https://api.github.com/repositories/1/issues";
const nextPage = { link: `<${api}?page=2>; rel="next"` };

async function listing(script: Parameters<typeof scriptedFetch>[0]) {
  const { fetch, requests } = scriptedFetch(script);
  const client = await createClient({ fetch });
  return { requests, list: () => client.pages("/repositories/1/issues", { per_page: 100 }) };
}

const rowsOf = (pages: readonly ListPage<unknown>[]) => pages.map(({ rows }) => rows);

test("a list comes page by page, and the next page is requested only when it is needed", async () => {
  const { requests, list } = await listing((_, index) =>
    index === 0 ? json([{ id: 1 }], { headers: nextPage }) : json([{ id: 2 }]),
  );
  const pages = list()[Symbol.asyncIterator]();
  const first = await pages.next();
  expect(first.value).toMatchObject({
    rows: [{ id: 1 }],
    hasNext: true,
    notModified: false,
    url: `${api}?per_page=100`,
    date: new Date("2026-01-05T12:00:00Z"),
  });
  expect(requests).toHaveLength(1);
  const second = await pages.next();
  expect(second.value).toMatchObject({ rows: [{ id: 2 }], hasNext: false, url: `${api}?page=2` });
  expect((await pages.next()).done).toBe(true);
  expect(requests.map(({ url }) => url)).toEqual([`${api}?per_page=100`, `${api}?page=2`]);
});

test.each([1, 2])("I2: a 409 on page %i throws instead of ending the list", async (page) => {
  const { list } = await listing((_, index) =>
    index + 1 < page
      ? json([{ id: 1 }], { headers: nextPage })
      : json({ message: "Git Repository is empty." }, { status: 409 }),
  );
  const error = await rejectionOf(collect(list()));
  expect(error).toMatchObject({ name: "GhsyncError", code: "transient", status: 409 });
});

test("a temporary 409 is retried, and the list continues where it was", async () => {
  const { list, requests } = await listing((_, index) => {
    if (index === 0) return json([{ id: 1 }], { headers: nextPage });
    return index === 1 ? json({ message: "Conflict" }, { status: 409 }) : json([{ id: 2 }]);
  });
  expect(rowsOf(await collect(list()))).toEqual([[{ id: 1 }], [{ id: 2 }]]);
  expect(requests.map(({ url }) => url).slice(1)).toEqual([`${api}?page=2`, `${api}?page=2`]);
});

test.each([
  "https://evil.example/repositories/1/issues?page=2",
  "http://api.github.com/repositories/1/issues?page=2",
  "https://api.github.com:8443/repositories/1/issues?page=2",
])("I11: a next page at another origin is refused without a request: %s", async (target) => {
  const { list, requests } = await listing(() =>
    json([{ id: 1 }], { headers: { link: `<${target}>; rel="next"` } }),
  );
  const error = await rejectionOf(collect(list()));
  expect(error).toMatchObject({ code: "response_invalid", retryable: false });
  expect(requests).toHaveLength(1);
});

test("a Link that is only a deprecation notice has no next page", async () => {
  const link = '<https://docs.github.com/rest/changes>; rel="deprecation"';
  const { list, requests } = await listing(() => json([{ id: 1 }], { headers: { link } }));
  expect(rowsOf(await collect(list()))).toEqual([[{ id: 1 }]]);
  expect(requests).toHaveLength(1);
});

test.each(["before", "after"])(
  "a deprecation notice %s the next page's link does not hide it",
  async (place) => {
    const notice = '<https://docs.github.com/rest/changes>; rel="deprecation"';
    const links = place === "before" ? [notice, nextPage.link] : [nextPage.link, notice];
    const { list } = await listing((_, index) =>
      index === 0 ? json([{ id: 1 }], { headers: { link: links.join(", ") } }) : json([{ id: 2 }]),
    );
    expect(rowsOf(await collect(list()))).toEqual([[{ id: 1 }], [{ id: 2 }]]);
  },
);

test.each([
  ["an object", { message: "hello" }, "transient"],
  ["an object with a count", { total_count: 0 }, "transient"],
  ["a count with a list", { total_count: 0, items: [] }, "transient"],
  ["text", "nothing here", "transient"],
  ["null", null, "transient"],
])("I2: %s instead of a list is an error", async (_, body, code) => {
  const { list } = await listing(() => json(body));
  expect(await rejectionOf(collect(list()))).toMatchObject({ name: "GhsyncError", code });
});

test("I2: only a list without rows is an empty list", async () => {
  const { list } = await listing(() => json([]));
  expect(rowsOf(await collect(list()))).toEqual([[]]);
});

test("I2: a list that GitHub calls partial is access_denied, not an incomplete list", async () => {
  const headers = { "partial-results": "organizations=1,2" };
  const { list } = await listing(() => json([{ id: 1 }], { headers }));
  expect(await rejectionOf(collect(list()))).toMatchObject({
    code: "access_denied",
    userActionable: true,
  });
});

test.each([
  ["continues after a full page without a Link", 100, [100, 1]],
  ["ends with an empty page after a full one without a Link", 100, [100, 0]],
  ["goes on after half a page, because GitHub may hide rows", 100, [50, 0]],
  ["ends with less than half a page", 100, [49]],
  ["is as long as GitHub's own where no length is asked for", undefined, [30, 1]],
])("I2: a list without Link headers, which a proxy removed, %s", async (_, perPage, lengths) => {
  const { fetch, requests } = scriptedFetch((__, index) =>
    json(Array.from({ length: lengths[index] ?? 0 }, (___, id) => ({ id: index * 1000 + id }))),
  );
  const client = await createClient({ fetch });
  const parameters = perPage === undefined ? {} : { per_page: perPage };
  const pages = await collect(client.pages("/repositories/1/issues", parameters));
  expect(pages.map(({ rows }) => rows.length)).toEqual(lengths);
  const numbers = requests.map(({ url }) => new URL(url).searchParams.get("page"));
  expect(numbers).toEqual([null, "2"].slice(0, lengths.length));
});

test("a full page whose Link has no next page is the last one", async () => {
  const { requests, list } = await listing(() =>
    json(
      Array.from({ length: 100 }, (_, id) => ({ id })),
      { headers: { link: '<https://docs.github.com>; rel="deprecation"' } },
    ),
  );
  expect(rowsOf(await collect(list()))).toHaveLength(1);
  expect(requests).toHaveLength(1);
});
