import { createRequire } from "node:module";

/** A request and its answer, as recorded. */
export interface Exchange {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly status: number;
  readonly response: unknown;
  readonly headers: Readonly<Record<string, string | number>>;
}

const require = createRequire(import.meta.url);

/** The exchanges of a scenario of `@octokit/fixtures`; its own loader would patch the HTTP client. */
export function octokitFixture(scenario: string): readonly Exchange[] {
  return require(`@octokit/fixtures/scenarios/api.github.com/${scenario}/normalized-fixture.json`);
}
