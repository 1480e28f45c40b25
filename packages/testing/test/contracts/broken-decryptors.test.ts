import { tokenDecryptorContract } from "@ghsync/testing/contracts";
import { describe, expect, test } from "vitest";
import { createDecryptorSubject } from "./broken-decryptor.ts";
import { brokenRefusals } from "./broken-decryptors/refusals.ts";
import { brokenSecrecy } from "./broken-decryptors/secrecy.ts";
import { brokenValues } from "./broken-decryptors/values.ts";
import { failingCases } from "./failing-cases.ts";

const whole = tokenDecryptorContract(() => createDecryptorSubject());
const broken = { values: brokenValues, refusals: brokenRefusals, secrecy: brokenSecrecy };

test("The decryptor that the broken ones wrap passes every case", async () => {
  expect(await failingCases(whole)).toEqual([]);
});

test("Each group of cases has its broken decryptors", () => {
  expect(new Set(whole.map(({ group }) => group))).toEqual(new Set(Object.keys(broken)));
});

for (const [group, decryptors] of Object.entries(broken)) {
  describe(group, () => {
    test("Each case is failed by one of the broken decryptors", () => {
      const names = whole.filter((member) => member.group === group).map(({ name }) => name);
      expect(new Set(decryptors.flatMap(({ fails }) => fails))).toEqual(new Set(names));
    });

    test.each(decryptors)("A decryptor that $bug fails", async ({ breaks, fails }) => {
      const contract = tokenDecryptorContract(() => createDecryptorSubject(breaks));
      const ofGroup = contract.filter((member) => member.group === group);
      expect(await failingCases(ofGroup)).toEqual(fails);
    });
  });
}
