import type { RepositoryRead } from "@ghsync/core";
import type { BrokenStore } from "../broken-store.ts";

const nameOf = ({ repository }: RepositoryRead) => repository.fullName;

export const brokenPages: readonly BrokenStore[] = [
  {
    bug: "filters a page after it was limited",
    breaks: ({ store }) => ({
      async listRepositories({ active, tenantId, ...page }) {
        const repositories = await store.listRepositories(page);
        return repositories
          .filter(({ repository }) => active === undefined || repository.active === active)
          .filter(({ repository }) => tenantId === undefined || repository.tenantId === tenantId);
      },
    }),
    fails: ["A page is filled with what its filters let through"],
  },
  {
    bug: "finds its place by the row that a page ended with",
    breaks: ({ store }) => ({
      async listRepositories({ after, limit, ...filters }) {
        const all = await store.listRepositories({ ...filters, limit: 1000 });
        const start = all.findIndex(({ repository }) => repository.id === after) + 1;
        return all.slice(start, start + limit);
      },
    }),
    fails: ["Paging continues after a repository that was untracked between two pages"],
  },
  {
    bug: "lists by name, and goes on by id",
    breaks: ({ store }) => ({
      async listRepositories({ limit, ...page }) {
        const rest = await store.listRepositories({ ...page, limit: 1000 });
        return rest.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1)).slice(0, limit);
      },
    }),
    fails: [
      "Pages of any size hold each repository once, in the order of their ids",
      "Paging continues after a repository that was untracked between two pages",
      "A repository that is tracked while others are listed shows none of those twice",
    ],
  },
  {
    bug: "begins a page with the row that the one before ended with",
    breaks: ({ store }) => ({
      async listRepositories({ after, limit, ...filters }) {
        const all = await store.listRepositories({ ...filters, limit: 1000 });
        return all
          .filter(({ repository }) => after === undefined || repository.id >= after)
          .slice(0, limit);
      },
    }),
    fails: [
      "Pages of any size hold each repository once, in the order of their ids",
      "A page is filled with what its filters let through",
      "A repository that is tracked while others are listed shows none of those twice",
      "Behind the last repository there is an empty page",
    ],
  },
];
