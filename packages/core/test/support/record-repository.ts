import type { FakeGitHub } from "@ghsync/testing";
import { collect, createClientOf } from "./client.ts";

type Row = { readonly number: number; readonly id: number };

/** Records a repository's REST bodies, in the form that `loadRecording` takes. */
export async function recordRepository(github: FakeGitHub, fullName: string) {
  const client = await createClientOf(github);
  async function list(path: string, parameters = {}): Promise<Row[]> {
    const query = { per_page: 100, ...parameters };
    const pages = await collect(client.pages<Row>(`/repos/${fullName}${path}`, query));
    return pages.flatMap(({ rows }) => rows);
  }
  const all = { state: "all" };
  const pulls = await list("/pulls", all);
  const ofEach = async (pathOf: (number: number) => string) => {
    const lists: Record<number, Row[]> = {};
    for (const { number } of pulls) lists[number] = await list(pathOf(number));
    return lists;
  };
  return {
    source: "FakeGitHub",
    repository: fullName,
    pulls,
    issues: await list("/issues", all),
    reviews: await ofEach((number) => `/pulls/${number}/reviews`),
    reviewComments: await ofEach((number) => `/pulls/${number}/comments`),
    issueComments: await ofEach((number) => `/issues/${number}/comments`),
    commits: await ofEach((number) => `/pulls/${number}/commits`),
  };
}
