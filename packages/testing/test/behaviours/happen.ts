import type { FakeGitHub } from "@ghsync/testing";
import { rest } from "../ask.ts";
import { API, acme, clocksOf, commentOnCode, MINUTE_MS, openPulls, repository } from "./acme.ts";

/** What an event may be about. */
export type Subject = Readonly<{
  repository: string;
  number: number;
  comment: number;
  code: number;
}>;
/** Something that happens on GitHub. */
export type Event = (github: FakeGitHub, subject: Subject) => unknown;

/** How it happens. */
interface Circumstances {
  readonly coupledClocks?: boolean;
  /** What happens a minute before. */
  readonly arrange?: Event;
  /** Whose clocks are looked at. @defaultValue 1, the pull request */
  readonly watched?: number;
}

/** A pull request with a label, a comment and a thread; a minute later something happens to it. */
export async function happen(
  event: Event,
  { coupledClocks = false, arrange, watched = 1 }: Circumstances = {},
) {
  const github = acme({ coupledClocks });
  const target = openPulls(github);
  github.truth.addLabels({ ...target, labels: ["bug"] });
  github.truth.createMilestone({ repository, title: "v1" });
  const comment = github.truth.comment({ ...target, actor: "ada", body: "Hm" });
  const code = await commentOnCode(github, target);
  const subject = { ...target, comment, code };
  arrange?.(github, subject);
  const before = await clocksOf(github, watched);
  github.clock.advance(MINUTE_MS);
  event(github, subject);
  const after = await clocksOf(github, watched);
  const moved = [
    ...(after.issue === before.issue ? [] : ["issue"]),
    ...(after.pull === before.pull ? [] : ["pull"]),
  ];
  const isPull = (await rest(github, `${API}/pulls/${watched}`)).status === 200;
  return { github, moved, clocks: isPull ? ["issue", "pull"] : ["issue"] };
}
