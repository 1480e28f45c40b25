/** What an implementation says of itself to a contract. */
export interface ContractOptions {
  /**
   * What this implementation or its tests cannot do, and why: by the name of an optional part of the subject, or by the name of a
   * single case. The reason becomes part of the names of the cases that are left out, so that every test report shows it.
   */
  readonly unsupported?: { readonly [partOrCaseName: string]: string };
}
