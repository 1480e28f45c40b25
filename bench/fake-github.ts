import { childKinds } from "@ghsync/core";
import { createFakeGitHub, type FakeGitHub, generateRepository } from "@ghsync/testing";
import { connectionsFor, hydrationQuery } from "../packages/core/src/hydrate/query.ts";
import { type Figure, median, reportFigures } from "./figures.ts";

/**
 * Measures FakeGitHub at 100,000 pull requests. These figures limit what a benchmark of the library
 * against it can show.
 */

const PULL_REQUESTS = 100_000;
const FULL_NAME = "octo-org/rocket";
const API = "https://api.github.com";
const HEADERS = { authorization: "token bench" };

const PER_PAGE = 100;
const PAGES_PER_ROUND = 100;
const ROUNDS = 7;

const HYDRATED = 25;
const HYDRATIONS = 60;
const WARM_UP = 20;

async function measureLists(github: FakeGitHub): Promise<number> {
  const pages = PULL_REQUESTS / PER_PAGE;
  const readPage = async (page: number) => {
    const query = `state=all&sort=updated&direction=desc&per_page=${PER_PAGE}&page=${page}`;
    const response = await github.fetch(`${API}/repos/${FULL_NAME}/pulls?${query}`, {
      headers: HEADERS,
    });
    if (response.status !== 200 || (await response.text()) === "[]") {
      throw new Error(`Page ${page} was answered ${response.status}.`);
    }
  };
  await readPage(1);
  const rates: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const startedMs = performance.now();
    for (let index = 0; index < PAGES_PER_ROUND; index += 1) {
      await readPage(1 + ((round * PAGES_PER_ROUND + index) % pages));
    }
    rates.push((PAGES_PER_ROUND * 1000) / (performance.now() - startedMs));
  }
  return median(rates);
}

/** Hydrates pull requests that were not read before, so that the time includes making their children. */
async function measureHydration(
  github: FakeGitHub,
  nodeId: string,
  numbers: readonly number[],
): Promise<number> {
  const timesMs: number[] = [];
  for (let turn = 0; turn < WARM_UP + HYDRATIONS; turn += 1) {
    const chosen = numbers.slice(turn * HYDRATED, (turn + 1) * HYDRATED);
    const body = JSON.stringify({
      query: hydrationQuery(chosen, connectionsFor(childKinds), { namesTeams: true }),
      variables: { repository: nodeId },
    });
    const startedMs = performance.now();
    const response = await github.fetch(`${API}/graphql`, {
      method: "POST",
      headers: HEADERS,
      body,
    });
    const { errors } = (await response.json()) as { errors?: unknown };
    timesMs.push(performance.now() - startedMs);
    if (errors !== undefined) {
      throw new Error(`A hydration failed: ${JSON.stringify(errors)}`);
    }
  }
  return median(timesMs.slice(WARM_UP));
}

const startedMs = performance.now();
const github = createFakeGitHub();
const repository = generateRepository(github, { fullName: FULL_NAME, pullRequests: PULL_REQUESTS });
const startS = (performance.now() - startedMs) / 1000;
const peakMb = () => process.resourceUsage().maxRSS / 1024;
const startMb = peakMb();

const figures: Figure[] = [
  { name: "start", value: startS, unit: "s", atMost: 10 },
  { name: "peak memory (RSS) at start", value: startMb, unit: "MB", atMost: 2_000 },
  {
    name: "pulls list, pages of 100 (median round)",
    value: await measureLists(github),
    unit: "pages/s",
    atLeast: 100,
  },
  {
    name: "hydration of 25 pull requests (median)",
    value: await measureHydration(github, repository.nodeId, repository.pullRequests),
    unit: "ms",
    atMost: 30,
  },
  { name: "peak memory (RSS) in all", value: peakMb(), unit: "MB", atMost: 2_000 },
];
console.log(`FakeGitHub with ${PULL_REQUESTS.toLocaleString("en-US")} pull requests`);
reportFigures(figures);
