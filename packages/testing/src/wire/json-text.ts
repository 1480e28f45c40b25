/** A body as JSON text, and a shorter text that differs whenever the whole text does. */
export interface JsonText {
  readonly text: string;
  /** The text with each repeated part in it once. It changes exactly when the text does. */
  readonly outline: string;
}

/** Stands in an outline for a part; whatever else happens to look like it is found out by counting. */
const MARK = "\u0001part ";

/** How a mark begins in JSON. */
const WRITTEN_MARK = JSON.stringify(MARK).slice(0, -1);

/** Parts met while a body is written; none at any other time. */
let writing: { readonly parts: Map<object, number>; marks: number } | undefined;

/**
 * Makes a part of a body that is written to text once, however often {@link writeJson} meets it: a page
 * of pull requests holds the same repositories and people hundreds of times.
 */
export function repeatedPart<T extends object>(part: T): T {
  return Object.defineProperty(part, "toJSON", { value: markPart });
}

function markPart(this: object): unknown {
  if (writing === undefined) {
    return this;
  }
  const { parts } = writing;
  const index = parts.get(this) ?? parts.size;
  parts.set(this, index);
  writing.marks += 1;
  return MARK + index;
}

/** Writes a body as `JSON.stringify` does. */
export function writeJson(body: unknown): JsonText {
  const noted = { parts: new Map<object, number>(), marks: 0 };
  writing = noted;
  let outline: string;
  try {
    outline = JSON.stringify(body);
  } finally {
    writing = undefined;
  }
  const [first = "", ...rest] = outline.split(WRITTEN_MARK);
  if (rest.length !== noted.marks) {
    const text = JSON.stringify(body);
    return { text, outline: text };
  }
  const parts = [...noted.parts.keys()].map((part) => JSON.stringify(part));
  let text = first;
  for (const piece of rest) {
    const end = piece.indexOf('"');
    text += parts[Number(piece.slice(0, end))] + piece.slice(end + 1);
  }
  return { text, outline: [outline, ...parts].join("\n") };
}
