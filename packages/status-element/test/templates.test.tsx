import "@ghsync/status-element/react";
import "@ghsync/status-element/svelte";
import "@ghsync/status-element/vue";
import type { RepositoryStatus } from "@ghsync/core/pure";
import type { GhsyncRepositoryCardProps, GhsyncSyncEvent } from "@ghsync/status-element";
import type { SvelteHTMLElements } from "svelte/elements";
import { expectTypeOf, test } from "vitest";
import type { GlobalComponents } from "vue";

// `tsc` runs these checks.
test("templates of React, Vue and Svelte know the elements", () => {
  const status = {} as RepositoryStatus;
  const ids: string[] = [];
  const sync = (event: GhsyncSyncEvent) => ids.push(event.detail.repositoryId);
  const Card = () => (
    <main>
      <ghsync-status status={status} title="x" />
      <ghsync-repository-card status={status} onghsync-sync={sync} className="card" />
    </main>
  );
  // @ts-expect-error A number is no status.
  const Wrong = () => <ghsync-status status={7} />;
  expectTypeOf(Card).toBeFunction();
  expectTypeOf(Wrong).toBeFunction();
  type InSvelte = SvelteHTMLElements["ghsync-repository-card"];
  expectTypeOf<InSvelte["status"]>().toEqualTypeOf<GhsyncRepositoryCardProps["status"]>();
  type InVue = InstanceType<GlobalComponents["ghsync-repository-card"]>["$props"];
  expectTypeOf<InVue["status"]>().toEqualTypeOf<GhsyncRepositoryCardProps["status"]>();
  expectTypeOf<InVue>().toHaveProperty("title");
  expectTypeOf(document.createElement("ghsync-status").status).not.toBeAny();
});
