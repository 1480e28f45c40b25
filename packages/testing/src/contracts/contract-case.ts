/** One promise of a port as a test, for any test runner. */
export interface ContractCase {
  /** A sentence, unique in its contract. Where the case is unsupported, the reason is part of it. */
  readonly name: string;
  /** What the sentence is about. */
  readonly group: string;
  /** Creates a subject and tests the promise. Rejects if it is broken. Needs no `this`. */
  readonly run: () => Promise<void>;
  /** Why the case is unsupported. `run` then does nothing. */
  readonly unsupported?: string;
}

/** Options of a contract. */
export interface ContractOptions {
  /**
   * What this implementation or its tests cannot do, with the reason, by the name of an optional part of the subject or of a
   * single case. The names of the cases that are left out contain the reason, so every test report shows it.
   */
  readonly unsupported?: { readonly [partOrCaseName: string]: string };
}
