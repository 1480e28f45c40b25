import { createFakeGitHub, generateRepository } from "@ghsync/testing";
import { changeSome } from "../change-some.ts";
import { answerParent } from "./child.ts";

/** A FakeGitHub in a process of its own: `github-process.ts PULL_REQUESTS`. */

const fullName = "octo-org/rocket";
const hourMs = 3_600_000;
const changed = 100;

const pullRequests = Number(process.argv[2]);
const github = createFakeGitHub({ limits: { core: 1e9, graphql: 1e9 } });
const until = new Date(github.clock.now().getTime() - 24 * hourMs);
generateRepository(github, { fullName, pullRequests: pullRequests - changed, until });
// Those that change later are the same whatever the size: their cost can be compared.
const numbers = Array.from({ length: changed }, (_, index) =>
  github.truth.openPullRequest({ repository: fullName, actor: "mona", title: `Change ${index}` }),
);
github.clock.advance(hourMs);
const { url } = await github.listen();

answerParent({
  start: () => ({ url, fullName, highest: numbers.at(-1) ?? 0 }),
  hour: () => github.clock.advance(hourMs),
  change: () => changeSome(github, fullName, numbers.toReversed()),
});
