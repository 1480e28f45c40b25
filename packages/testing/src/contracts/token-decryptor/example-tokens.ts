import type { TrackedRepository } from "@ghsync/core";

/** A token as GitHub makes them. Nobody's. */
export const exampleToken = "ghp_0Rt7uLq2XbWm5VkYc9HdJf3Pz8NsTe1AgQ4w";

/** Another one. */
export const otherToken = "ghp_9KcZr4YtBn6MxQw1LpDv8GhJs2Fe5UaT7bRo";

/** The forms that GitHub's tokens have and had, by what they are. */
export const tokenForms: Readonly<Record<string, string>> = {
  "a personal access token": exampleToken,
  "a fine-grained one": `github_pat_11ABCDEFG0${"aZ9_".repeat(18)}x`,
  "one of before 2021": "0123456789abcdef0123456789abcdef01234567",
  "an installation's, with dots": `ghs_${"eyJ0eXAi".repeat(60)}.${"c2lnbmF0dXJl".repeat(20)}.x-_`,
  "one of a single character": "x",
  "every character that can stand in a header": String.fromCharCode(
    ...Array.from({ length: 0x7e - 0x20 }, (_, index) => 0x21 + index),
  ),
};

/** A tracked repository that was never synced. */
export function exampleRepository(
  id: string,
  encryptedToken: string | null = null,
): TrackedRepository {
  return {
    id,
    tenantId: null,
    fullName: `octokit/${id}`,
    githubId: null,
    nodeId: null,
    active: true,
    encryptedToken,
  };
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** A value with one character changed, for each of its characters. */
export function changedValues(value: string): readonly string[] {
  return Array.from(value, (character, index) => {
    const at = alphabet.indexOf(character.replace("+", "-").replace("/", "_"));
    // The first of a character's six bits always counts; a last character has some that decoders may overlook.
    const other = at === -1 ? "A" : alphabet.charAt((at + 32) % 64);
    return value.slice(0, index) + other + value.slice(index + 1);
  });
}

/** A value truncated at each length. Padding has no content, so it may be missing. */
export function shortenedValues(value: string): readonly string[] {
  const { length } = value.replace(/=+$/, "");
  return Array.from({ length: length - 1 }, (_, index) => value.slice(0, index + 1));
}
