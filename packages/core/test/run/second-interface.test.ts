import type { Fault } from "@ghsync/testing";
import { describe, expect, it } from "vitest";
import { createFullWorld, rewriteRest } from "../support/full-world.ts";
import { expectEqualsGitHub, hourMs } from "../sync-harness.ts";

type World = Awaited<ReturnType<typeof createFullWorld>>;

/** How GraphQL fails for every query, while REST works. */
const failures: readonly (readonly [string, Fault | "limit"])[] = [
  ["has no points left", "limit"],
  ...([400, 401, 404, 406, 410, 422, 451, 500, 502, 503] as const).map(
    (status) => [`answers ${status}`, { kind: "error", status }] as const,
  ),
  ["answers a page with 404", { kind: "error", status: 404, html: true }],
  ...(["integration", "ip-allow-list", "personal-access-token", "sso"] as const).map(
    (reason) => [`forbids it for ${reason}`, { kind: "forbidden", reason }] as const,
  ),
  ["redirects to another server", { kind: "redirect", location: "https://login.example/" }],
  ["breaks the connection", { kind: "reset" }],
];

function breakGraphQL({ github }: World, fault: Fault | "limit"): void {
  if (fault === "limit") github.setRemaining("graphql", 0);
  else github.faults.add({ when: { path: /\/graphql$/ }, fault });
}

describe("GraphQL, asked second by a host that uses REST", () => {
  it.each(failures)(
    "%s: what REST gave is stored, and the other pull requests too",
    async (_, fault) => {
      const world = await createFullWorld({ api: "rest" });
      const { github, run, stored, numbers, change, dirty } = world;
      // GitHub counts a comment that it hides, so the list seems to be too short.
      const end = rewriteRest(github, /\/pulls\/3$/, (row: { comments: number }) => {
        row.comments += 1;
      });
      for (let day = 0; day < 2; day += 1) {
        breakGraphQL(world, fault);
        const { status } = await run();
        expect(["partial", "complete"]).toContain(status);
        expect(stored()).toHaveLength(numbers.length);
        const waiting = (await dirty()).filter(({ attempts }) => attempts > 0);
        expect(waiting.map(({ number }) => number)).toEqual(status === "partial" ? [3] : []);
        change(4);
      }
      end();
      change(3);
      expect(await run()).toMatchObject({ status: "complete" });
      await expectEqualsGitHub(world);
    },
  );

  it.each(["comments", "review_comments"] as const)(
    "I1: a row that counts no %s by mistake erases none",
    async (count) => {
      const world = await createFullWorld({ api: "rest" });
      const { github, run, change } = world;
      expect(await run()).toMatchObject({ status: "complete" });
      github.clock.advance(24 * hourMs);
      github.truth.addLabels({ repository: "acme/api", number: 3, labels: ["later"] });
      github.clock.advance(hourMs);
      const end = rewriteRest(github, /\/pulls\/3$/, (row: Record<string, number>) => {
        row[count] = 0;
      });
      expect(await run()).toMatchObject({ status: "complete" });
      end();
      await expectEqualsGitHub(world);
      change(4);
      expect(await run()).toMatchObject({ status: "complete" });
    },
  );
});
