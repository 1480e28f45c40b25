/** One promise of a port as a test, for any test runner. */
export interface ContractCase {
  /** A sentence, unique in its contract. Where the case is unsupported, the reason is part of it. */
  readonly name: string;
  /** What the sentence is about. */
  readonly group: string;
  /** Makes a fresh subject, holds it to the promise, and rejects where the promise is broken. Needs no `this`. */
  readonly run: () => Promise<void>;
  /** Why the case is not held against this implementation. `run` then does nothing. */
  readonly unsupported?: string;
}

/** What an implementation says of itself to a contract. */
export interface ContractOptions {
  /**
   * What this implementation or its tests cannot do, and why: by the name of an optional part of the subject, or by the name of a
   * single case. The reason becomes part of the names of the cases that are left out, so that every test report shows it.
   */
  readonly unsupported?: { readonly [partOrCaseName: string]: string };
}
