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
