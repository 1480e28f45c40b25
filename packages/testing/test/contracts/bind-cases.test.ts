import {
  type RepoStoreSubject,
  repoStoreContract,
  scheduleStoreContract,
} from "@ghsync/testing/contracts";
import { describe, expect, test } from "vitest";
import { createMemorySubject } from "../../../store-memory/test/memory-subject.ts";
import { createScheduleSubject } from "./broken-schedule-store.ts";
import { createWholeSubject } from "./whole-subject.ts";

const ofName = (cases: ReturnType<typeof repoStoreContract>, part: string) => {
  const [found] = cases.filter(({ name }) => name.includes(part));
  if (!found) throw new Error(`No case is called "${part}".`);
  return found;
};
const hostCase = "What a host added to a row survives that row's changes, and goes with the row";

test("Both contracts have many cases, each with a name of its own", () => {
  const cases = repoStoreContract(() => createWholeSubject());
  expect(cases.length).toBeGreaterThanOrEqual(60);
  for (const { length, names } of [cases, scheduleStoreContract(() => createScheduleSubject())].map(
    (all) => ({ length: all.length, names: all.map(({ name }) => name) }),
  )) {
    expect(new Set(names).size).toBe(length);
  }
});

test("A case is a plain function, for runners that look at its arguments", () => {
  for (const { run } of repoStoreContract(createMemorySubject)) expect(run).toHaveLength(0);
});

describe("Each case", () => {
  function counting(changes: Partial<RepoStoreSubject> = {}) {
    const counts = { created: 0, cleanedUp: 0 };
    const create = () => {
      counts.created += 1;
      return {
        ...createWholeSubject(),
        ...changes,
        cleanUp() {
          counts.cleanedUp += 1;
        },
      };
    };
    return { counts, cases: repoStoreContract(create) };
  }

  test("Has a subject of its own, and cleans it up", async () => {
    const { counts, cases } = counting();
    expect(counts).toEqual({ created: 0, cleanedUp: 0 });
    await ofName(cases, "Tracking a repository twice").run();
    await ofName(cases, "Tracking a repository twice").run();
    expect(counts).toEqual({ created: 2, cleanedUp: 2 });
  });

  test("Cleans up if it fails", async () => {
    const { counts, cases } = counting({ readRows: async () => [] });
    await expect(ofName(cases, "Every field of a pull request").run()).rejects.toThrow();
    expect(counts).toEqual({ created: 1, cleanedUp: 1 });
  });
});

describe("What is unsupported", () => {
  test("Fails where it is not declared", async () => {
    const cases = repoStoreContract(createMemorySubject);
    await expect(ofName(cases, hostCase).run()).rejects.toThrow(
      `This case needs the subject's writeHostValue: give it, or declare { unsupported: { writeHostValue: "why" } }.`,
    );
  });

  test("Is in the name of each case that needs it, and these create nothing", async () => {
    const create = (): RepoStoreSubject => {
      throw new Error("No subject is wanted.");
    };
    const cases = repoStoreContract(create, { unsupported: { writeHostValue: "no columns" } });
    const left = cases.filter(({ unsupported }) => unsupported !== undefined);
    expect(left).toMatchObject([
      { name: `${hostCase} (unsupported: no columns)`, unsupported: "no columns" },
    ]);
    await ofName(cases, hostCase).run();
  });

  test("Can be a single case, by its name", () => {
    const unsupported = { [hostCase]: "we do not care" };
    const cases = repoStoreContract(createMemorySubject, { unsupported });
    expect(ofName(cases, hostCase).unsupported).toBe("we do not care");
  });

  test("Is a mistake if no case is called so", () => {
    expect(() =>
      repoStoreContract(createMemorySubject, { unsupported: { hostValue: "no columns" } }),
    ).toThrow('No case is called or needs "hostValue"');
  });
});
