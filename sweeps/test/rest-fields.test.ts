import { createSync } from "@ghsync/core";
import { expect, it, vi } from "vitest";
import { anyTokenDecryptor } from "../../torture/fake-github-client.ts";
import { createMemorySubject } from "../../torture/subject-store.ts";
import { changeShapes, historyShape, repositoryShape, targetShapes } from "../rest-fields.ts";
import { fullName, happen, startWorld, sweepWorld } from "../sweep-world.ts";

/** Paths of the REST answers by their text, and what is read of each. */
const seen = vi.hoisted(() => {
  const parse = JSON.parse;
  const paths = new Map<string, string>();
  const read = new Map<string, Set<string>>();
  // Replaced before another module stores the real one.
  JSON.parse = (text: string, ...rest: []) => {
    const path = paths.get(text);
    const value: unknown = parse(text, ...rest);
    return path === undefined ? value : watched(value, path, "");
  };
  function watched(value: unknown, path: string, place: string): unknown {
    if (typeof value !== "object" || value === null) return value;
    const isList = Array.isArray(value);
    return new Proxy(value, {
      get(target, key, receiver) {
        const found: unknown = Reflect.get(target, key, receiver);
        if (typeof key === "symbol" || (isList && !/^\d+$/.test(key))) return found;
        const below = isList ? `${place}[]` : `${place}.${key}`;
        const places = read.get(path) ?? new Set();
        read.set(path, places.add(below.replace(/^\./, "")));
        return watched(found, path, below);
      },
    });
  }
  return { paths, read };
});

it("each field that core reads by REST is swept", async () => {
  const world = await sweepWorld("all-kinds");
  const github = startWorld(world);
  const { store } = await createMemorySubject();
  const { id } = await store.trackRepository({ fullName });
  const sync = createSync({
    store,
    decryptor: anyTokenDecryptor,
    api: "rest",
    github: {
      now: github.clock.now,
      async fetch(input, init) {
        const response = await github.fetch(input, init);
        const { pathname, search } = new URL(response.url);
        seen.paths.set(await response.clone().text(), pathname + search);
        return response;
      },
    },
  });
  expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });
  happen(github, world.change);
  expect(await sync.syncRepository(id)).toMatchObject({ status: "complete" });

  const shapes = [...targetShapes, ...changeShapes, historyShape, repositoryShape];
  for (const { name, path, fields } of shapes) {
    const read = placesRead(path);
    expect(read.length, `${name} is read`).toBeGreaterThan(0);
    const missing = read.filter((place) => !fields.includes(place));
    expect(missing, `${name}: read, and not swept`).toEqual([]);
  }
});

/** What every answer is asked for, by promises and where it may be an error. */
const ofAnyAnswer = ["then", "message", "documentation_url"];

/** What was read of the answers of these paths. */
function placesRead(path: RegExp): readonly string[] {
  const places = [...seen.read].flatMap(([asked, read]) => (path.test(asked) ? [...read] : []));
  return [...new Set(places)].filter((place) => !ofAnyAnswer.includes(place));
}
