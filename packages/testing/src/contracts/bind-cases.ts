import assert from "node:assert/strict";
import type { ContractCase, ContractOptions } from "./contract-case.ts";

/** What every subject of a contract may have. */
export interface Subject {
  /** Called when a case is over, however it ended. */
  cleanUp?(): void | Promise<void>;
}

/** A case that has yet to be given its subject. */
export interface UnboundCase<S extends Subject> {
  readonly name: string;
  /** The optional part of the subject that the case cannot do without. */
  readonly needs?: Exclude<keyof S, "cleanUp"> & string;
  run(subject: S): Promise<void>;
}

/** Cases by the name of their group. */
export interface CaseGroups<S extends Subject> {
  readonly [group: string]: readonly UnboundCase<S>[];
}

/** Gives each case a subject of its own, or the reason why it has none. */
export function bindCases<S extends Subject>(
  groups: CaseGroups<S>,
  createSubject: () => S | Promise<S>,
  { unsupported = {} }: ContractOptions,
): ContractCase[] {
  const cases = Object.entries(groups).flatMap(([group, members]) =>
    members.map((unbound) => ({ group, ...unbound })),
  );
  const known = new Set(cases.flatMap(({ name, needs }) => [name, needs]));
  for (const key of Object.keys(unsupported)) {
    assert.ok(
      known.has(key),
      `No case is called or needs "${key}", which is declared unsupported.`,
    );
  }
  return cases.map(({ group, name, needs, run }) => {
    const reason = unsupported[name] ?? (needs && unsupported[needs]);
    if (reason !== undefined) {
      const bracket = `${name} (unsupported: ${reason})`;
      return { group, name: bracket, unsupported: reason, run: () => Promise.resolve() };
    }
    return { group, name, run: () => runOnce(createSubject, needs, run) };
  });
}

async function runOnce<S extends Subject>(
  createSubject: () => S | Promise<S>,
  needs: keyof S | undefined,
  run: (subject: S) => Promise<void>,
): Promise<void> {
  const subject = await createSubject();
  try {
    const lacks = needs !== undefined && subject[needs] === undefined;
    assert.ok(
      !lacks,
      `This case needs the subject's ${String(needs)}: give it, or declare { unsupported: { ${String(needs)}: "why" } }.`,
    );
    await run(subject);
  } finally {
    await subject.cleanUp?.();
  }
}
