import { bindCases } from "../bind-cases.ts";
import type { ContractCase, ContractOptions } from "../contract-case.ts";
import { refusalCases } from "./refusal-cases.ts";
import { secrecyCases } from "./secrecy-cases.ts";
import type { TokenDecryptorSubject } from "./token-decryptor-subject.ts";
import { valueCases } from "./value-cases.ts";

/**
 * Creates the cases that a `TokenDecryptor` of stored tokens must pass, for any test runner. Each case creates its own decryptor. One
 * decrypts a few hundred values. If values are not bound to their repository, declare that case unsupported. Any error counts as a
 * refusal. The retryable `GhsyncError` of a key service that fails for a moment is not tested.
 *
 * @param createDecryptor returns a decryptor, and how the host encrypts for it
 *
 * @example
 * ```ts
 * const createDecryptor = () => ({
 *   decryptor: myDecryptor,
 *   encrypt: (token) => encryptByMyKey(token),
 *   encryptByForeignKey: (token) => encryptByAnotherKey(token),
 * });
 * const unsupported = {
 *   "A value that was encrypted for another repository is refused": "Values are bound to nothing.",
 * };
 * for (const { name, run } of tokenDecryptorContract(createDecryptor, { unsupported })) it(name, run);
 * ```
 */
export function tokenDecryptorContract(
  createDecryptor: () => TokenDecryptorSubject | Promise<TokenDecryptorSubject>,
  options: ContractOptions = {},
): ContractCase[] {
  const groups = { values: valueCases, refusals: refusalCases, secrecy: secrecyCases };
  return bindCases(groups, createDecryptor, options);
}
