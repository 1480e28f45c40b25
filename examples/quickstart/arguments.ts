import { parseArgs } from "node:util";
import { UsageError } from "./usage-error.ts";

/** What to sync, and from where. */
export type Source =
  | { readonly kind: "demo" }
  | { readonly kind: "recording"; readonly file: string }
  | { readonly kind: "github"; readonly fullName: string; readonly baseUrl: string };

export const usage = `Usage: npm start                        a GitHub of our own, with 300 pull requests
       npm start -- OWNER/NAME          that repository; needs GITHUB_TOKEN, takes GITHUB_API_URL
       npm start -- --recording FILE    a recording of GitHub's answers`;

/** @throws UsageError with what to do */
export function parseSource(argv: readonly string[], env: NodeJS.ProcessEnv): Source | "help" {
  const { values, positionals } = parse(argv);
  const [fullName, ...others] = positionals;
  if (values.help) return "help";
  if (others.length > 0)
    throw new UsageError(`One repository at a time: drop ${others.join(" ")}.`);
  if (values.recording !== undefined) {
    if (fullName !== undefined) throw new UsageError(`Give --recording or ${fullName}, not both.`);
    return { kind: "recording", file: values.recording };
  }
  if (fullName === undefined) return { kind: "demo" };
  if (!/^[^\s/]+\/[^\s/]+$/.test(fullName)) {
    throw new UsageError(
      `${fullName} is no repository: write owner/name, such as octokit/core.js.`,
    );
  }
  if (!env.GITHUB_TOKEN) {
    throw new UsageError(
      `Reading ${fullName} from GitHub needs a token: set GITHUB_TOKEN, or run npm start without a name.`,
    );
  }
  const baseUrl = env.GITHUB_API_URL || "https://api.github.com";
  const { protocol, username, password } = URL.parse(baseUrl) ?? {};
  if (username || password) {
    throw new UsageError(
      "GITHUB_API_URL has a user or password in it: put the token in GITHUB_TOKEN.",
    );
  }
  if (protocol !== "http:" && protocol !== "https:") {
    throw new UsageError(
      `GITHUB_API_URL is ${baseUrl}: set an address such as https://api.github.com.`,
    );
  }
  return { kind: "github", fullName, baseUrl };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { recording: { type: "string" }, help: { type: "boolean", short: "h" } },
    });
  } catch (error) {
    const [problem] = (error as Error).message.split(/[.;\n]/);
    throw new UsageError(`${problem}. Try npm start -- --help.`);
  }
}
