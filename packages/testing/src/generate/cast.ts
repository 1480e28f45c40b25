/** Who has write access. */
export const MAINTAINERS = ["ada", "grace", "linus", "margaret", "dennis"] as const;

/** Who comes with a fork. */
export const CONTRIBUTORS = [
  "alan",
  "barbara",
  "donald",
  "edsger",
  "frances",
  "hedy",
  "john",
  "katherine",
  "radia",
] as const;

/** Whose accounts are deleted in the end. */
export const LEAVERS = ["quitter", "wanderer"] as const;

/** What acts by itself. */
export const BOTS = ["dependabot[bot]", "codecov[bot]", "renovate[bot]"] as const;

/** Everybody who acts in a generated repository. */
export const EVERYBODY: readonly string[] = [...MAINTAINERS, ...CONTRIBUTORS, ...LEAVERS, ...BOTS];

/** Teams of the owner. */
export const TEAMS = ["core", "security"] as const;

/** Labels with their colours. */
export const LABELS = [
  ["bug", "d73a4a"],
  ["enhancement", "a2eeef"],
  ["documentation", "0075ca"],
  ["dependencies", "0366d6"],
  ["good first issue", "7057ff"],
  ["breaking", "b60205"],
] as const;
