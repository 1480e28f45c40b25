import type { FakeGitHub } from "@ghsync/testing";
import { acme, clocksOf, commentOnCode, MINUTE_MS, openPulls, repository } from "./acme.ts";

/** What an event may be about. */
type Subject = Readonly<{ repository: string; number: number; comment: number; code: number }>;
/** Something that happens on GitHub. */
export type Event = (github: FakeGitHub, subject: Subject) => unknown;

/** A pull request with a label, a comment and a thread; a minute later something happens to it. */
export async function happen(event: Event, coupledClocks = false) {
  const github = acme({ coupledClocks });
  const target = openPulls(github);
  github.truth.addLabels({ ...target, labels: ["bug"] });
  github.truth.createMilestone({ repository, title: "v1" });
  const comment = github.truth.comment({ ...target, actor: "ada", body: "Hm" });
  const code = await commentOnCode(github, target);
  const before = await clocksOf(github);
  github.clock.advance(MINUTE_MS);
  event(github, { ...target, comment, code });
  const after = await clocksOf(github);
  const moved = [
    ...(after.issue === before.issue ? [] : ["issue"]),
    ...(after.pull === before.pull ? [] : ["pull"]),
  ];
  return { github, moved };
}
