import type { BrokenStore } from "../broken-store.ts";

const atItsInstant = "A request makes a repository that waits due from the requested instant on";
const dueAnyway = "A request does not change a repository that is due before the requested instant";
const whileLeased =
  "A request while a lease is live leaves the lease, and refuses a commit that does not know of it";
const notRun = "A request of a repository that is inactive, or not there, is answered by false";
const atOnce =
  "A request and a run's last commit at once through two handles never lose the request";

export const brokenRequests: readonly BrokenStore[] = [
  {
    bug: "makes a repository due at once, whatever the request's instant",
    breaks: ({ store }) => ({
      requestRun: (id, { now }) => store.requestRun(id, { at: now, now }),
    }),
    fails: [atItsInstant],
  },
  {
    bug: "takes every request for a new one",
    breaks: ({ store }) => ({
      async requestRun(id, request) {
        await store.requestRun(id, request);
        return true;
      },
    }),
    fails: [atItsInstant, dueAnyway, whileLeased, notRun],
  },
  {
    bug: "takes an expired lease for a live one",
    breaks: ({ store }) => ({
      requestRun: (id, { at }) => store.requestRun(id, { at, now: new Date(0) }),
    }),
    fails: [dueAnyway],
  },
  {
    bug: "takes the lease over for a request",
    breaks: ({ store }) => ({
      async requestRun(repositoryId, request) {
        const isNew = await store.requestRun(repositoryId, request);
        const { now } = request;
        const taken = { repositoryId, owner: "asks", now, ttlMs: 1000, takeOver: true };
        const lease = isNew && (await store.acquireLease(taken));
        if (lease) await store.releaseLease(lease);
        return isNew;
      },
    }),
    fails: [whileLeased],
  },
  {
    bug: "notes a request without a new revision",
    breaks: ({ store }) => {
      const requests = new Map<string, number>();
      const of = (id: string) => requests.get(id) ?? 0;
      return {
        async requestRun(id, request) {
          // Hidden at once: a commit may come before the answer.
          requests.set(id, of(id) + 1);
          const isNew = await store.requestRun(id, request);
          if (!isNew) requests.set(id, of(id) - 1);
          return isNew;
        },
        async readState(id) {
          const read = await store.readState(id);
          return read && { ...read, revision: read.revision - of(id) };
        },
        async commitPage(lease, page) {
          const raised = of(lease.repositoryId);
          const written = await store.commitPage(lease, {
            ...page,
            revision: page.revision + raised,
          });
          return { ...written, revision: written.revision - raised };
        },
      };
    },
    fails: [whileLeased, atOnce],
  },
  {
    bug: "notes a request of an inactive repository",
    breaks: ({ store }) => ({
      async requestRun(id, request) {
        const read = await store.getRepository(id);
        await store.updateRepository(id, { active: true });
        const isNew = await store.requestRun(id, request);
        await store.updateRepository(id, { active: read?.repository.active });
        return isNew;
      },
    }),
    fails: [notRun],
  },
];
