import { createRequire } from "node:module";

interface WebhookEvent {
  readonly name: string;
  readonly examples: readonly Readonly<Record<string, object | undefined>>[];
}

const require = createRequire(import.meta.url);

/** The objects under a key of the example payloads of an event. */
export function webhookExamples(event: string, key: string): object[] {
  const events = require("@octokit/webhooks-examples") as readonly WebhookEvent[];
  return events
    .filter(({ name }) => name === event)
    .flatMap(({ examples }) => examples.flatMap((example) => example[key] ?? []));
}
