import { childKinds } from "@ghsync/core";
import { createFakeGitHub, type FakeGitHub, generateRepository } from "@ghsync/testing";
import { connectionsFor, hydrationQuery } from "../packages/core/src/hydrate/query.ts";
import { type Figure, median, reportFigures } from "./figures.ts";

/**
 * Measures FakeGitHub at 10,000 and at 100,000 pull requests. Its bounds are ratios of the two, and
 * memory, so that they hold on a busy machine too.
 */

const SMALL = 10_000;
const LARGE = 100_000;
const FULL_NAME = "octo-org/rocket";
const API = "https://api.github.com";
const HEADERS = { authorization: "token bench" };

const PER_PAGE = 100;
const PAGES_PER_ROUND = 100;
const ROUNDS = 7;

const HYDRATED = 25;
const HYDRATIONS = 60;
const WARM_UP = 20;

/** Milliseconds for a page of the list, in the median round. */
async function measureLists(github: FakeGitHub, pullRequests: number): Promise<number> {
  const pages = pullRequests / PER_PAGE;
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
  const timesMs: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const startedMs = performance.now();
    for (let index = 0; index < PAGES_PER_ROUND; index += 1) {
      await readPage(1 + ((round * PAGES_PER_ROUND + index) % pages));
    }
    timesMs.push((performance.now() - startedMs) / PAGES_PER_ROUND);
  }
  return median(timesMs);
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

async function measure(pullRequests: number) {
  const startedMs = performance.now();
  const github = createFakeGitHub();
  const repository = generateRepository(github, { fullName: FULL_NAME, pullRequests });
  const generatedMs = performance.now() - startedMs;
  const startMb = peakMb();
  return {
    generatedMs,
    startMb,
    pageMs: await measureLists(github, pullRequests),
    hydrationMs: await measureHydration(github, repository.nodeId, repository.pullRequests),
  };
}

function peakMb(): number {
  return process.resourceUsage().maxRSS / 1024;
}

const small = await measure(SMALL);
const large = await measure(LARGE);
const size = LARGE.toLocaleString("en");
const figures: Figure[] = [
  { name: `generating ${size}`, value: large.generatedMs / 1000, unit: "s" },
  {
    name: "time per pull request, to the smaller repository",
    value: large.generatedMs / LARGE / (small.generatedMs / SMALL),
    unit: "x",
    atMost: 4,
  },
  { name: "peak memory (RSS) when generated", value: large.startMb, unit: "MB", atMost: 2_000 },
  { name: "pulls list, a page of 100 (median round)", value: large.pageMs, unit: "ms" },
  {
    name: "page, to the smaller repository",
    value: large.pageMs / small.pageMs,
    unit: "x",
    atMost: 4,
  },
  { name: "hydration of 25 pull requests (median)", value: large.hydrationMs, unit: "ms" },
  {
    name: "hydration, to the smaller repository",
    value: large.hydrationMs / small.hydrationMs,
    unit: "x",
    atMost: 4,
  },
  { name: "peak memory (RSS) in all", value: peakMb(), unit: "MB", atMost: 2_000 },
];
console.log(`FakeGitHub with ${size} pull requests`);
reportFigures(figures);
