import type { FakeGitHub } from "@ghsync/testing";

/**
 * The walk that most apps write: the issues list by `since`, and for each pull request on it the detail and each kind of child by
 * REST, one request after the other, a further page only where there is one. No retries, no ETags.
 */
export async function usualWalk(
  github: FakeGitHub,
  fullName: string,
  since: Date | undefined,
): Promise<number> {
  const root = `https://api.github.com/repos/${fullName}`;
  const before = github.ledger.summary().requests;
  const query = "state=all&sort=updated&direction=asc&per_page=100";
  const from = since ? `&since=${since.toISOString()}` : "";
  const issues = await readList<{ number: number; pull_request?: object }>(
    github,
    `${root}/issues?${query}${from}`,
  );
  for (const { number } of issues.filter((issue) => issue.pull_request)) {
    await ask(github, `${root}/pulls/${number}`);
    for (const kind of ["reviews", "comments", "commits", "files"]) {
      await readList(github, `${root}/pulls/${number}/${kind}?per_page=100`);
    }
    await readList(github, `${root}/issues/${number}/comments?per_page=100`);
  }
  return github.ledger.summary().requests - before;
}

async function readList<Row>(github: FakeGitHub, firstUrl: string): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (let url: string | undefined = firstUrl; url !== undefined; ) {
    const response = await ask(github, url);
    rows.push(...((await response.json()) as Row[]));
    url = /<([^<>]+)>;\s*rel="next"/.exec(response.headers.get("link") ?? "")?.[1];
  }
  return rows;
}

async function ask(github: FakeGitHub, url: string): Promise<Response> {
  const headers = { authorization: "token x", "user-agent": "usual-walk" };
  const response = await github.fetch(url, { headers });
  if (!response.ok) throw new Error(`${url} was answered ${response.status}`);
  return response;
}
