import { createFakeGitHub, type FakeGitHub, generateRepository } from "@ghsync/testing";

const sizes = { "octo-org/rocket": 300, "octo-org/launchpad": 120, "octo-org/orbit": 60 };
const names = Object.keys(sizes);

/** A GitHub in this process, where a pull request is opened now and then. */
export interface Demo {
  readonly names: readonly string[];
  readonly github: { readonly fetch: FakeGitHub["fetch"] };
  stop(): void;
}

/** Starts the demo's GitHub. It is as slow as the real one, so that a page shows the progress. */
export function startDemo(): Demo {
  const github = createFakeGitHub({ now: () => new Date() });
  for (const [index, [fullName, pullRequests]] of Object.entries(sizes).entries()) {
    const until = new Date(Date.now() - 3_600_000);
    generateRepository(github, { fullName, pullRequests, seed: index + 1, until });
  }
  github.faults.add({ fault: { kind: "latency", ms: 150 } });
  let count = 0;
  const timer = setInterval(() => {
    const repository = names[count++ % names.length] ?? "";
    github.truth.openPullRequest({ repository, actor: "mona", title: `One more, number ${count}` });
  }, 20_000);
  return { names, github: { fetch: github.fetch }, stop: () => clearInterval(timer) };
}
