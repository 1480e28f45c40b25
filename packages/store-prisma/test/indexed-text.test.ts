import { expect, test } from "vitest";
import { readModels } from "./schema-ddl.ts";

/** Every text column in an index, and what bounds its length: PostgreSQL refuses a row of more than 2,704 bytes in one. */
const bounds = {
  "GhSyncRepository.id": "the store itself",
  "GhSyncRepository.nameKey": "a tenant of the host's, and a repository's name of 201 characters",
  "*.repositoryId": "the store itself",
  "*.tenantId": "the host",
  "GhSyncPullRequest.state": "a word of GitHub's",
  "*.authorLogin": "the shape of a login",
  "GhSyncReviewRequest.kind": "a word of the records'",
  "GhSyncReviewRequest.reviewer": "the shape of a login, or of a team's slug",
  "GhSyncCommit.sha": "the shape of a hash",
  "GhSyncFile.pathHash": "the store itself: a hash",
  "GhSyncCredential.credentialId": "the host",
  "GhSyncSchedule.id": "the host",
  "GhSyncScheduleSlot.scheduleId": "the host",
} as const;

test.each(["postgresql", "sqlite"] as const)(
  "Each text that a %s index holds has a most length",
  (provider) => {
    const found = new Set<string>();
    for (const [, model = "", body = ""] of readModels(provider).matchAll(
      /^model (\w+) \{\n(.*?)^\}/gms,
    )) {
      const texts = new Set([...body.matchAll(/^ {2}(\w+) +String\b/gm)].map(([, name]) => name));
      const single = [...body.matchAll(/^ {2}(\w+) .*@(?:id|unique)\b/gm)].map(([, name]) => name);
      const joined = [...body.matchAll(/@@(?:id|index|unique)\(\[([^\]]*)\]/g)].flatMap(
        ([, names = ""]) => names.split(/\W+/),
      );
      for (const name of [...single, ...joined].filter((one) => texts.has(one))) {
        found.add(`*.${name}` in bounds ? `*.${name}` : `${model}.${name}`);
      }
    }
    expect(found).toEqual(new Set(Object.keys(bounds)));
  },
);
