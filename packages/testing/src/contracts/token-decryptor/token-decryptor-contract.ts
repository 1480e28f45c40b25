import { bindCases } from "../bind-cases.ts";
import type { ContractCase, ContractOptions } from "../contract-case.ts";
import { refusalCases } from "./refusal-cases.ts";
import { secrecyCases } from "./secrecy-cases.ts";
import type { TokenDecryptorSubject } from "./token-decryptor-subject.ts";
import { valueCases } from "./value-cases.ts";

/**
 * What a `TokenDecryptor` that decrypts stored tokens must do, for any test runner. Each case creates a decryptor of its own; one decrypts a few
 * hundred values. A decryptor whose values are not bound to their repository says so by declaring that case unsupported.
 * Values are refused by any error; that of a key service which is down for a moment, a retryable `GhsyncError`, is not asked for here.
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
