import { type ChildKind, childKinds } from "@ghsync/core";
import type { FakeGitHub } from "@ghsync/testing";

/** The GraphQL field that lists a kind. */
export const fieldOf: { readonly [K in ChildKind]: string } = {
  reviews: "PullRequest.reviews",
  reviewComments: "PullRequest.reviewThreads",
  comments: "PullRequest.comments",
  commits: "PullRequest.commits",
  files: "PullRequest.files",
};

/** The REST list of a kind. */
export const listOf: { readonly [K in ChildKind]: RegExp } = {
  reviews: /\/pulls\/\d+\/reviews/,
  reviewComments: /\/pulls\/\d+\/comments/,
  comments: /\/issues\/\d+\/comments/,
  commits: /\/pulls\/\d+\/commits/,
  files: /\/pulls\/\d+\/files/,
};

/** A single pull request by REST. */
export const pullPath = /\/pulls\/\d+$/;

export const refusal = { kind: "forbidden", reason: "integration" } as const;

/**
 * Makes GraphQL forbid these fields, such as `PullRequest.reviews`, until the returned function is
 * called.
 */
export function forbidFields({ faults }: FakeGitHub, fields: readonly string[]): () => void {
  const ends = fields.map((field) =>
    faults.add({ fault: { kind: "graphql-error", type: "FORBIDDEN", field } }),
  );
  return () => {
    for (const end of ends) end();
  };
}

/** Makes both interfaces refuse these kinds, until the returned function is called. */
export function refuseKinds(
  github: FakeGitHub,
  kinds: readonly ChildKind[] = childKinds,
): () => void {
  const allow = forbidFields(
    github,
    kinds.map((kind) => fieldOf[kind]),
  );
  const ends = kinds.map((kind) =>
    github.faults.add({ when: { path: listOf[kind] }, fault: refusal }),
  );
  return () => {
    allow();
    for (const end of ends) end();
  };
}
