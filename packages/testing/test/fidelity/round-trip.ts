import type { FakeGitHub } from "@ghsync/testing";
import { SINGLE_ONLY } from "../../src/wire/rest/views/pull-request-view.ts";
import { compareFields, type FieldComparison } from "./compare-fields.ts";

type Row = Readonly<Record<string, unknown>>;

/** A recording as far as its rows are asked for again. */
export interface RecordedRows {
  readonly repository: string;
  readonly pulls: readonly Row[];
  readonly issues: readonly Row[];
  readonly reviews: Readonly<Record<string, readonly Row[]>>;
  readonly reviewComments: Readonly<Record<string, readonly Row[]>>;
  readonly issueComments: Readonly<Record<string, readonly Row[]>>;
  readonly commits: Readonly<Record<string, readonly Row[]>>;
}

/** What a round trip came to; a row counts once for each address that shows it. */
export interface RoundTrip extends FieldComparison {
  readonly rows: number;
}

const API = "https://api.github.com";

/** Asks a loaded FakeGitHub for every recorded row again, by every address that shows it. */
export async function roundTrip(github: FakeGitHub, recording: RecordedRows): Promise<RoundTrip> {
  const trips: [string, readonly Row[]][] = [
    ["/pulls?state=all&per_page=100", recording.pulls.map(asListed)],
    ["/issues?state=all&per_page=100", recording.issues],
    ...recording.pulls.map((row): [string, Row[]] => [`/pulls/${row.number}`, [row]]),
    ...recording.issues.map((row): [string, Row[]] => [`/issues/${row.number}`, [row]]),
    ...below("pulls", "reviews", recording.reviews),
    ...below("pulls", "comments", recording.reviewComments),
    ...below("issues", "comments", recording.issueComments),
    ...below("pulls", "commits", recording.commits),
    ["/pulls/comments?per_page=100", Object.values(recording.reviewComments).flat()],
    ["/issues/comments?per_page=100", Object.values(recording.issueComments).flat()],
  ];
  let rows = 0;
  let fields = 0;
  const differences: string[] = [];
  for (const [path, recorded] of trips) {
    const answers = await readAll(github, `${API}/repos/${recording.repository}${path}`);
    const byKey = new Map(answers.map((row) => [keyOf(row), row]));
    for (const row of recorded) {
      const result = compareFields(row, byKey.get(keyOf(row)), `${path} ${keyOf(row)} `);
      rows += 1;
      fields += result.fields;
      differences.push(...result.differences);
    }
  }
  return { rows, fields, differences };
}

function below(
  parent: string,
  child: string,
  rows: Readonly<Record<string, readonly Row[]>>,
): [string, readonly Row[]][] {
  return Object.entries(rows).map(([number, list]) => [
    `/${parent}/${number}/${child}?per_page=100`,
    list,
  ]);
}

/** A recorded pull request without the fields that the list doesn't show. */
function asListed(row: Row): Row {
  const single: readonly string[] = SINGLE_ONLY;
  return Object.fromEntries(Object.entries(row).filter(([key]) => !single.includes(key)));
}

function keyOf(row: Row): unknown {
  return row.id ?? row.sha;
}

async function readAll(github: FakeGitHub, url: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (let next: string | undefined = url; next !== undefined; ) {
    const response: Response = await github.fetch(next, {
      headers: { authorization: "token any" },
    });
    if (response.status !== 200) {
      return rows;
    }
    const body = (await response.json()) as Row | Row[];
    rows.push(...(Array.isArray(body) ? body : [body]));
    next = response.headers.get("link")?.match(/<([^>]+)>; rel="next"/)?.[1];
  }
  return rows;
}
