import { expect, test } from "vitest";
import { listByCreation, listByCreationRest } from "../../src/changes/history-list.ts";
import { collect } from "../support/client.ts";
import { createWorld, type World } from "../support/world.ts";

const repository = "o/r";
const count = 13;

/**
 * An issue as the `issueAt`-th of 13 numbers. It becomes a pull request after the `pullAt`-th. One
 * number per minute.
 */
function openWithConverted({ github, open }: World, issueAt: number, pullAt: number) {
  for (let number = 1; number <= count; number += 1) {
    if (number === issueAt) github.truth.openIssue({ repository, actor: "ada", title: "Door" });
    else open(1, 0);
    if (number === pullAt) {
      github.clock.advance(30_000);
      github.truth.convertIssue({ repository, number: issueAt, actor: "ada" });
      github.clock.advance(30_000);
    } else github.clock.advance(60_000);
  }
}

const all = Array.from({ length: count }, (_, index) => index + 1);
const placements = all.flatMap((issueAt) =>
  all.filter((pullAt) => pullAt > issueAt).map((pullAt) => ({ issueAt, pullAt })),
);

test.each([2, 3, 4, 5, 7])(
  "I1: lists an issue that became a pull request by REST, in any place, with pages of %i",
  { timeout: 60_000 },
  async (pageSize) => {
    expect(placements).toHaveLength(78);
    for (const { issueAt, pullAt } of placements) {
      const world = await createWorld();
      openWithConverted(world, issueAt, pullAt);
      const target = { githubId: world.githubId, nodeId: "" };
      const listed = await collect(
        listByCreationRest(world.client, target, undefined, { pageSize }),
      );
      const numbers = listed.flatMap(({ rows }) => rows.map(({ number }) => number));
      const where = `issue ${issueAt}, pull request after ${pullAt}`;
      expect(new Set(numbers), where).toEqual(new Set(all));
    }
  },
);

test.each([2, 5])(
  "I1, I16: a list that continues by REST after GraphQL or REST shows each of them, with pages of %i",
  { timeout: 60_000 },
  async (pageSize) => {
    for (const { issueAt, pullAt } of placements) {
      const world = await createWorld();
      const { github, client, githubId, open } = world;
      openWithConverted(world, issueAt, pullAt);
      const { node_id: nodeId } = (await client.get<{ node_id: string }>(`/repos/${repository}`))
        .data;
      const target = { githubId, nodeId };
      const pages = {
        graphql: await collect(listByCreation(client, target, undefined, { pageSize })),
        rest: await collect(listByCreationRest(client, target, undefined, { pageSize })),
      };
      open(1, 0);
      github.clock.advance(60_000);
      for (const [api, begun] of Object.entries(pages)) {
        const [first, second] = begun;
        const rest = await collect(listByCreationRest(client, target, second?.place, { pageSize }));
        const rows = [first, second, ...rest].flatMap((page) => page?.rows ?? []);
        const where = `${api}, issue ${issueAt}, pull request after ${pullAt}`;
        expect(new Set(rows.map(({ number }) => number)), where).toEqual(new Set(all));
      }
    }
  },
);
