import type { Recording } from "./recording.ts";

const AUTHORED = ["id", "node_id", "user"];
const CONVERSATION = ["number", "title", "state", "created_at", "updated_at", ...AUTHORED];

/** What a row of each kind can't do without. */
const REQUIRED = {
  pulls: [...CONVERSATION, "head", "base", "merged_at"],
  issues: CONVERSATION,
  reviews: [...AUTHORED, "state", "submitted_at"],
  reviewComments: [...AUTHORED, "path", "diff_hunk", "created_at", "updated_at"],
  issueComments: [...AUTHORED, "created_at", "updated_at"],
  commits: ["sha", "commit", "parents"],
} as const;

const LISTS = ["pulls", "issues"] as const;
const MAPS = ["reviews", "reviewComments", "issueComments", "commits"] as const;

/**
 * Checks that JSON is a recording.
 *
 * @throws Error that names the first place where it isn't.
 */
export function parseRecording(json: unknown): Recording {
  const recording = objectAt(json, "It");
  for (const key of ["source", "repository"]) {
    if (typeof recording[key] !== "string") {
      malformed(`"${key}" must be a text`);
    }
  }
  if (!/^[^/\s]+\/[^/\s]+$/.test(String(recording.repository))) {
    malformed(`"repository" must be "owner/name", not "${recording.repository}"`);
  }
  for (const key of LISTS) {
    checkRows(recording[key], key, REQUIRED[key]);
  }
  for (const key of MAPS) {
    for (const [number, rows] of Object.entries(objectAt(recording[key], `"${key}"`))) {
      if (!/^\d+$/.test(number)) {
        malformed(`"${key}" must be keyed by numbers, not by "${number}"`);
      }
      checkRows(rows, `${key}.${number}`, REQUIRED[key]);
    }
  }
  return recording as unknown as Recording;
}

function checkRows(rows: unknown, where: string, required: readonly string[]): void {
  if (!Array.isArray(rows)) {
    malformed(`"${where}" must be a list`);
  }
  for (const [index, row] of rows.entries()) {
    const fields = objectAt(row, `"${where}[${index}]"`);
    const missing = required.filter((field) => fields[field] === undefined);
    if (missing.length > 0) {
      malformed(`"${where}[${index}]" lacks ${missing.join(", ")}`);
    }
  }
}

function objectAt(value: unknown, what: string): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    malformed(`${what} must be an object`);
  }
  return value as Record<string, unknown>;
}

function malformed(what: string): never {
  throw new Error(`This is not a recording of GitHub: ${what}.`);
}
