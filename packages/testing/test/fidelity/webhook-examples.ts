import { createRequire } from "node:module";

interface WebhookEvent {
  readonly name: string;
  readonly examples: readonly { readonly pull_request?: object }[];
}

const require = createRequire(import.meta.url);

/** The pull requests in the example payloads of an event. */
export function examplePullRequests(event: string): object[] {
  const events = require("@octokit/webhooks-examples") as readonly WebhookEvent[];
  return events
    .filter(({ name }) => name === event)
    .flatMap(({ examples }) => examples.flatMap(({ pull_request }) => pull_request ?? []));
}
