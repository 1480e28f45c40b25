import type { CommitInput, GitActorInput } from "../truth/verbs/commits.ts";
import type { FileInput } from "../truth/verbs/files.ts";
import { title } from "./prose.ts";
import type { Random } from "./random.ts";

const FOLDERS = ["src", "src/core", "test", "docs", "scripts"];
const STATUSES = ["modified", "modified", "modified", "added", "removed", "renamed"] as const;

/** Commits by an author. Some have another committer, some an unknown address. */
export function commits(random: Random, count: number, login: string, date: Date): CommitInput[] {
  return Array.from({ length: count }, (_, index) => {
    const written = new Date(date.getTime() - (count - index) * random.integer(60_000, 7_200_000));
    const author: GitActorInput = {
      ...(random.chance(0.08)
        ? { login: null, name: "Unknown Author", email: "author@example.com" }
        : { login }),
      date: written.toISOString(),
    };
    const committer: GitActorInput = random.chance(0.15)
      ? { login: null, name: "GitHub", email: "noreply@github.com", date: date.toISOString() }
      : author;
    return { message: message(random), author, committer };
  });
}

function message(random: Random): string {
  return random.chance(0.3) ? `${title(random)}\n\nSee the discussion.` : title(random);
}

/** Changed files of every status; some are binary and have no patch. */
export function files(random: Random, count: number): FileInput[] {
  return Array.from({ length: count }, (_, index) => {
    const binary = random.chance(0.05);
    const name = `file-${random.integer(1, 400)}-${index}`;
    const path = `${random.pick(FOLDERS)}/${name}.${binary ? "png" : "ts"}`;
    const status = random.pick(STATUSES);
    return {
      path,
      status,
      ...(status === "renamed" && { previousPath: `old/${name}.ts` }),
      additions: binary || status === "removed" ? 0 : random.integer(0, 60),
      deletions: binary || status === "added" ? 0 : random.integer(0, 30),
      ...(binary && { patch: null }),
    };
  });
}
