import type { CommitPage } from "@ghsync/core";
import type { BrokenStore } from "../broken-store.ts";
import { mapPage } from "../map-page.ts";
import type { Breakage, Wrapped } from "../whole-subject.ts";

/** Changes every value of the records on its way to the store. */
function changing(change: (value: unknown) => unknown) {
  return ({ store }: Wrapped): Breakage => ({
    commitPage: async (lease, page) => store.commitPage(lease, mapPage(page, change)),
  });
}

const onText = (change: (text: string) => unknown) =>
  changing((value) => (typeof value === "string" ? change(value) : value));

export const brokenOddValues: readonly BrokenStore[] = [
  {
    bug: "holds characters of up to three bytes",
    breaks: onText((text) => text.replaceAll(/[\u{10000}-\u{10FFFF}]/gu, "?")),
    fails: ["Text with characters of four bytes is stored as it is"],
  },
  {
    bug: "refuses a NUL, and the pull request with it",
    breaks: onText((text) => {
      if (text.includes("\0")) throw new Error("Invalid byte sequence for encoding UTF8: 0x00.");
      return text;
    }),
    fails: ["Text with a NUL is stored, cleaned where it must be, and found equal"],
  },
  {
    bug: "refuses half of a surrogate pair, and the pull request with it",
    breaks: onText((text) => encodeURIComponent(text) && text),
    fails: [
      "Text with half of a surrogate pair is stored, cleaned where it must be, and found equal",
    ],
  },
  {
    bug: "composes characters",
    breaks: onText((text) => text.normalize("NFC")),
    fails: ["Text with combining characters, composed or not is stored as it is"],
  },
  {
    bug: "trims texts",
    breaks: onText((text) => text.trim()),
    fails: [
      "Text with spaces around it is stored as it is",
      "Paths that differ only in case, accents, spaces, or after thousands of characters are files of their own",
    ],
  },
  {
    bug: "truncates texts to 65,535 characters",
    breaks: onText((text) => text.slice(0, 65_535)),
    fails: ["Bodies of 70 kB are stored to the last character"],
  },
  {
    bug: "takes an empty text for an absent one",
    breaks: onText((text) => (text === "" ? null : text)),
    fails: ["An empty text is a text, and not absent"],
  },
  {
    bug: "takes an absent text for an empty one",
    breaks: changing((value) => value ?? ""),
    fails: [
      "Text with characters of four bytes is stored as it is",
      "Text with quotes, escapes and newlines is stored as it is",
      "Text with combining characters, composed or not is stored as it is",
      "Text with spaces around it is stored as it is",
      "Bodies of 70 kB are stored to the last character",
      "Ids up to 2^53 - 1 keep every digit",
      "Instants of 1970 and 2099 keep every millisecond",
      "Deleted accounts, and every other value that can be absent, are stored as absent",
      "An empty text is a text, and not absent",
    ],
  },
  {
    bug: "keeps ids in 32 bits",
    breaks: changing((value) => (typeof value === "number" ? value | 0 : value)),
    fails: ["Ids up to 2^53 - 1 keep every digit"],
  },
  {
    bug: "keeps ids as floats of 32 bits",
    breaks: changing((value) => (typeof value === "number" ? Math.fround(value) : value)),
    fails: ["Ids up to 2^53 - 1 keep every digit"],
  },
  {
    bug: "keeps instants to the second",
    breaks: changing((value) =>
      value instanceof Date ? new Date(Math.floor(value.getTime() / 1000) * 1000) : value,
    ),
    fails: [
      "Instants of 1970 and 2099 keep every millisecond",
      "The instant at which a pull request was read keeps its milliseconds",
    ],
  },
  {
    bug: "keeps instants as seconds in 32 bits",
    breaks: changing((value) =>
      value instanceof Date
        ? new Date(((value.getTime() / 1000) | 0) * 1000 + (value.getTime() % 1000))
        : value,
    ),
    fails: ["Instants of 1970 and 2099 keep every millisecond"],
  },
  {
    bug: "distinguishes paths without regard to case and trailing spaces",
    breaks: ({ store }) => ({
      commitPage: async (lease, page) => store.commitPage(lease, withDistinctFiles(page)),
    }),
    fails: [
      "Paths that differ only in case, accents, spaces, or after thousands of characters are files of their own",
    ],
  },
];

function withDistinctFiles(page: CommitPage): CommitPage {
  const snapshots = page.snapshots?.map(({ seen, snapshot }) => {
    const byPath = snapshot.children.files?.map(
      (file) => [file.path.trimEnd().toLowerCase(), file] as const,
    );
    const files = byPath && [...new Map(byPath).values()];
    return { seen, snapshot: { ...snapshot, children: { ...snapshot.children, files } } };
  });
  return { ...page, ...(snapshots && { snapshots }) };
}
