import { expect, test } from "vitest";
import { repeatedPart, writeJson } from "../../src/wire/json-text.ts";

const ada = () => repeatedPart({ login: "ada", url: "https://github.com/ada" });

test("a body with repeated parts is written as JSON.stringify would write it", () => {
  const owner = ada();
  const repository = repeatedPart({ name: "api", owner });
  const body = [
    { user: owner, base: repository, head: repository },
    { user: null, head: owner },
  ];
  const plain = JSON.stringify(body);
  expect(writeJson(body).text).toBe(plain);
  expect(JSON.parse(plain)[0].head.owner).toEqual({ login: "ada", url: "https://github.com/ada" });
});

test("texts that look like the mark of a part stay texts", () => {
  const user = ada();
  const bodies = [
    { title: "\u0001part 0", user },
    { title: '"\u0001part 1', user, again: user },
    { title: "\u0001part ", "\u0001part 0": user },
    ["\u0001part 0", "\u0001part 1"],
    '"\u0001part 0',
  ];
  for (const body of bodies) {
    expect(writeJson(body).text).toBe(JSON.stringify(body));
  }
});

test("the outline holds a repeated part once and differs when the part does", () => {
  const body = (login: string) => {
    const user = repeatedPart({ login, bio: "x".repeat(1_000) });
    return Array.from({ length: 50 }, () => ({ user }));
  };
  const [first, same, other] = [body("ada"), body("ada"), body("bea")].map(writeJson);
  expect(first?.outline.length).toBeLessThan(3_000);
  expect(same).toEqual(first);
  expect(other?.outline).not.toBe(first?.outline);
});
