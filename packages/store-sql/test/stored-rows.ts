import { type Actor, childKinds, fromJson } from "@ghsync/core";
import type { StoredRow } from "@ghsync/testing/contracts";
import { fromRow, type Row } from "../src/dialect.ts";
import { children, columnName, pullRequests, type RecordTable } from "../src/tables.ts";
import type { Connection } from "./drivers.ts";

const people = ["author", "mergedBy", "committer"];
const json = (value: unknown) => (typeof value === "string" ? JSON.parse(value) : value);

/** All record rows of a repository, as the records that they hold. `hostNote` names a column of the host. */
export async function readStoredRows(
  { query }: Pick<Connection, "query">,
  repositoryId: string,
  hostNote?: string,
): Promise<StoredRow[]> {
  const ofRepository = "WHERE repo = (SELECT repo FROM ghsync_repositories WHERE id = ?)";
  const read = async (table: RecordTable): Promise<Row[]> => {
    const stored = await query(`SELECT * FROM ${table.name} ${ofRepository}`, [repositoryId]);
    return stored.map((row) => {
      const values = table.columns.map(({ name, type }) => {
        const value = row[name] ?? null;
        if (value === null) return null;
        if (type === "json") return json(value);
        if (type === "big") return Number(value);
        return type === "bytes" ? "" : value;
      });
      const fields = fromRow<Row>(table.columns, { r: JSON.stringify(values) });
      return { ...fields, revision: row.revision, hostValue: row[hostNote ?? ""] ?? undefined };
    });
  };
  const found = await query(`SELECT * FROM ghsync_actors ${ofRepository}`, [repositoryId]);
  const actors = new Map(found.map((row) => [`${row.id} ${row.login}`, row]));
  const person = ({ id, login }: { id: unknown; login: unknown }): Actor | null => {
    if (login === null) return null;
    const details = actors.get(`${id ?? 0} ${login}`);
    return { id, login, avatarUrl: details?.avatar_url, type: details?.type } as Actor;
  };
  const recordOf = (row: Row): Row => {
    const record: Record<string, unknown> = { ...row };
    for (const name of people) {
      if (!(`${name}Login` in record)) continue;
      record[name] = person({ id: record[`${name}Id`], login: record[`${name}Login`] });
      delete record[`${name}Id`];
      delete record[`${name}Login`];
    }
    return record;
  };

  const urls = new Map<unknown, unknown>();
  const own = (await read(pullRequests)).map(
    ({ revision, hostValue, seen, truncated, unread, readAt, digests, ...row }) => {
      const { milestoneNumber, milestoneTitle, milestoneState, milestoneDueOn, ...rest } = row;
      const milestone = {
        number: milestoneNumber,
        title: milestoneTitle,
        state: milestoneState,
        dueOn: milestoneDueOn,
      };
      urls.set(row.number, row.url);
      const record = {
        ...recordOf(rest),
        labels: fromJson(row.labels),
        assignees: (row.assignees as Actor[]).map(person),
        requestedReviewers: (row.requestedReviewers as (Actor & { kind: string })[]).map((one) =>
          one.kind === "team" ? one : { kind: one.kind, ...person(one) },
        ),
        milestone: milestoneNumber === null ? null : milestone,
      };
      const table = "pullRequests";
      return {
        table,
        pullRequestNumber: row.number,
        revision,
        hostValue,
        record,
        truncated,
        unread,
      };
    },
  );
  const kinds = childKinds.map(async (table) =>
    (await read(children[table])).map(({ number, revision, hostValue, pathHash, ...row }) => {
      const anchor = anchors[table];
      const url = anchor && { url: `${urls.get(number)}#${anchor}${row.id}` };
      return {
        table,
        pullRequestNumber: number,
        revision,
        hostValue,
        record: { ...recordOf(row), ...url },
      };
    }),
  );
  return [...own, ...(await Promise.all(kinds)).flat()] as unknown as StoredRow[];
}

const anchors: { readonly [kind: string]: string } = {
  reviews: "pullrequestreview-",
  reviewComments: "discussion_r",
  comments: "issuecomment-",
};

/** Adds the column `host_note` to every record table, as a host's migration would, and fills it. */
export async function writeHostNotes({ query }: Connection, repositoryId: string, note: string) {
  for (const { name } of [pullRequests, ...childKinds.map((kind) => children[kind])]) {
    await query(`ALTER TABLE ${name} ADD COLUMN ${columnName("hostNote")} TEXT`);
    await query(
      `UPDATE ${name} SET host_note = ? WHERE repo = (SELECT repo FROM ghsync_repositories WHERE id = ?)`,
      [note, repositoryId],
    );
  }
}
