import type { Random } from "./random.ts";

const VERBS = ["Add", "Fix", "Remove", "Refactor", "Document", "Speed up", "Test", "Simplify"];
const SUBJECTS = [
  "cache",
  "parser",
  "retry loop",
  "login page",
  "CLI",
  "scheduler",
  "index",
  "API",
];
const CIRCUMSTANCES = ["for empty input", "on Windows", "under load", "behind a flag", "in CI"];
const REMARKS = [
  "Could this be a constant?",
  "I think this races with the writer. 🏁",
  "Nit: the name says the opposite.",
  "Nice, that is much shorter than before.",
  "What happens when the list is empty?",
  "Please add a test for this.",
  "Done in the last commit.",
  "Naïve question: why not reuse the reader? — 为什么？",
];

/** A title in the imperative. */
export function title(random: Random): string {
  const place = random.chance(0.4) ? [random.pick(CIRCUMSTANCES)] : [];
  return [random.pick(VERBS), random.pick(SUBJECTS), ...place].join(" ");
}

/** A description of a few paragraphs, or none. */
export function description(random: Random): string | null {
  return random.chance(0.15) ? null : paragraphs(random, random.integer(1, 4));
}

/** A remark of one or a few sentences. */
export function remark(random: Random): string {
  return paragraphs(random, random.chance(0.8) ? 1 : 2);
}

function paragraphs(random: Random, count: number): string {
  const paragraph = () => random.sample(REMARKS, random.integer(1, 3)).join(" ");
  return Array.from({ length: count }, paragraph).join("\n\n");
}
