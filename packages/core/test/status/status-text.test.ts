import {
  describeSyncStatus,
  english,
  german,
  initialSyncState,
  type StatusSituation,
  translateStatus,
} from "@ghsync/core";
import { describe, expect, test } from "vitest";

const now = new Date("2026-01-05T12:00:00Z");
const later = new Date("2026-01-05T13:30:00Z");
const situations = Object.keys(english.situations) as StatusSituation[];
const parametersOf = (text = "") => text.match(/\{\w+\}/g) ?? [];

const failed = describeSyncStatus(
  {
    state: {
      ...initialSyncState,
      status: "error",
      nextAttemptAt: later,
      lastSyncError: {
        code: "transient",
        message: "x",
        requestId: null,
        at: now,
        userActionable: false,
      },
    },
  },
  now,
);

test("translateStatus says a status in German, with instants as the page formats them", () => {
  const formatInstant = (iso: string) =>
    new Date(iso).toLocaleTimeString("de-DE", { timeZone: "Europe/Berlin", timeStyle: "short" });
  expect(translateStatus(failed, { catalogue: german, formatInstant })).toEqual({
    ...failed,
    label: "Vorübergehend gestört",
    detail:
      "GitHub oder ein Dienst auf dem Weg dorthin gab keine brauchbare Antwort. Nächster Versuch: 14:30.",
    action: { who: "nobody", what: "Niemand muss etwas tun." },
  });
});

test("a situation of a newer release keeps its words", () => {
  const newer = { ...failed, situation: "moon" as StatusSituation, label: "Moon" };
  expect(translateStatus(newer, { catalogue: german, formatInstant: String })).toBe(newer);
});

describe.each([english, german])("the catalogue $language", (catalogue) => {
  test.each(situations)("has short words and whole sentences for %s", (situation) => {
    const [label, detail, action = catalogue.nothingToDo] = catalogue.situations[situation];
    expect(label).toMatch(/^[A-ZÄÖÜ].{2,22}$/u);
    for (const sentence of [...detail.split(/(?<=\.|\{progress\}) /u), action]) {
      expect(sentence).toMatch(/^(\{\w+\}|[A-ZÄÖÜ].*\.)$/u);
    }
  });

  test("has the parameters of the English one", () => {
    for (const situation of situations) {
      const [, ...ofEnglish] = english.situations[situation];
      const [, ...other] = catalogue.situations[situation];
      expect(other.map(parametersOf)).toEqual(ofEnglish.map(parametersOf));
    }
    expect(catalogue.progress.map(parametersOf)).toEqual(english.progress.map(parametersOf));
    expect(catalogue.retry.map(parametersOf)).toEqual(english.retry.map(parametersOf));
  });
});
