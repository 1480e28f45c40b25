import fc from "fast-check";
import { describe, expect, expectTypeOf, it } from "vitest";
import {
  count,
  flag,
  id,
  instant,
  list,
  nullable,
  number,
  optional,
  record,
  type Shape,
  type Shaped,
  text,
  textUpTo,
  word,
} from "../../src/github/shape.ts";

const at = "#1.place";

/** An error with the place and the expected value. */
function invalid(expected: string) {
  return expect.objectContaining({
    name: "GhsyncError",
    code: "response_invalid",
    message: expect.stringMatching(
      new RegExp(`^GitHub sent .* as #1\\.place, where ${expected} was expected\\.$`, "s"),
    ),
  });
}

const words = { OPEN: "open", CLOSED: "closed" } as const;

const isPositive = (value: unknown) => Number.isSafeInteger(value) && (value as number) > 0;

/** Every scalar shape, its values, and its name in the error. */
const scalars: readonly (readonly [name: string, Shape<unknown>, (value: unknown) => boolean])[] = [
  ["text", text, (value) => typeof value === "string"],
  ["true or false", flag, (value) => typeof value === "boolean"],
  [
    "text of 1 to 3 characters",
    textUpTo(3),
    (value) => typeof value === "string" && /^.{1,3}$/s.test(value),
  ],
  ["a whole number above 0", number, isPositive],
  ["a whole number", count, (value) => Number.isSafeInteger(value) && (value as number) >= 0],
  [
    "an id",
    id,
    (value) => isPositive(typeof value === "string" && /^[1-9]\d*$/.test(value) ? +value : value),
  ],
  ["OPEN or CLOSED", word(words), (value) => value === "OPEN" || value === "CLOSED"],
];

const anything = fc.oneof(
  fc.jsonValue(),
  fc.bigInt(),
  fc.constantFrom(undefined, Number.NaN, -1, 1.5, 2 ** 53, true, "", "OPEN", "toString"),
);

describe("a shape", () => {
  it.each(scalars)(
    "a shape of %s accepts its own values, and refuses all others",
    (name, shape, fits) => {
      fc.assert(
        fc.property(anything, (value) => {
          if (fits(value)) expect(() => shape(value, at)).not.toThrow();
          else expect(() => shape(value, at)).toThrow(invalid(name));
        }),
      );
    },
  );

  it("returns a text, a flag and a count unchanged", () => {
    expect([text("", at), text(" a ", at), flag(false, at), count(0, at)]).toEqual([
      "",
      " a ",
      false,
      0,
    ]);
  });

  it("converts a safe integer to an id, sent as a number or as text", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (number) => {
        expect(id(number, at)).toBe(number);
        expect(id(String(number), at)).toBe(number);
      }),
    );
  });

  it.each([
    "",
    " ",
    "1 ",
    "1e3",
    "0x10",
    "1.5",
    "12a",
    "-",
    "9007199254740993",
    "00000000000000001",
    "00007",
    "0",
    "-7",
    0,
    -7,
    1.5,
    Number.NaN,
    2 ** 53,
    2n ** 60n,
    null,
    undefined,
    {},
    [],
    [1],
    true,
  ])("refuses %s as an id", (value) => {
    expect(() => id(value, at)).toThrow(invalid("an id"));
  });

  it("converts GitHub's text to an instant, and nothing else", () => {
    const stamp = fc.date({
      min: new Date("2008-01-01"),
      max: new Date("2100-01-01"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(stamp, (date) => {
        expect(instant(date.toISOString(), at)).toEqual(date);
      }),
    );
    const zoneless = ["1", "2026", "2026-01-05", "2026-01-05 12:00:00", "2026-01-05T12:00:00"];
    const others = ["2026-01-05 12:00:00Z", "-000001-01-01T00:00:00Z", "2026-13-45T12:00:00Z"];
    const all = [
      null,
      undefined,
      0,
      1_767_600_000,
      2n ** 60n,
      "",
      "soon",
      {},
      ...zoneless,
      ...others,
    ];
    for (const value of all) {
      expect(() => instant(value, at)).toThrow(invalid("an instant"));
    }
  });

  it("I13: converts text after the year 9999 to an instant, with a sign or without", () => {
    const date = new Date("+010000-01-01T00:00:00Z");
    expect(instant("10000-01-01T00:00:00Z", at)).toEqual(date);
    expect(instant("+010000-01-01T00:00:00Z", at)).toEqual(date);
  });

  it("converts a word of the set, and refuses a property of every object", () => {
    expect(word(words)("OPEN", at)).toBe("open");
    expectTypeOf(word(words)).returns.toEqualTypeOf<"open" | "closed">();
    for (const value of ["open", "", "toString", "__proto__", "constructor", null, undefined, 1]) {
      expect(() => word(words)(value, at)).toThrow(invalid("OPEN or CLOSED"));
    }
  });

  it("accepts null if it is nullable, and null or absence if it is optional", () => {
    expect(nullable(text)(null, at)).toBeNull();
    expect(() => nullable(text)(undefined, at)).toThrow(invalid("text"));
    expect([optional(text)(null, at), optional(text)(undefined, at)]).toEqual([null, null]);
    for (const shape of [nullable(text), optional(text)]) {
      expect(shape("a", at)).toBe("a");
      expect(() => shape(7, at)).toThrow(invalid("text"));
    }
  });
});

describe("a record", () => {
  const shape = record({ login: text, age: optional(count) });

  it("a record has only its fields", () => {
    const given = { login: "ada", age: 7, secret: "x" };
    expect(shape(given, at)).toEqual({ login: "ada", age: 7 });
    expectTypeOf<Shaped<typeof shape>>().toEqualTypeOf<{
      readonly login: string;
      readonly age: number | null;
    }>();
  });

  it("names a field that is absent or of another shape", () => {
    const refusing = (value: unknown) => () => shape(value, "#7");
    expect(refusing({ age: 7 })).toThrow(
      "GitHub sent nothing as #7.login, where text was expected.",
    );
    expect(refusing({ login: null })).toThrow("GitHub sent null as #7.login");
    expect(refusing({ login: "ada", age: "7" })).toThrow('GitHub sent "7" as #7.age');
  });

  it.each([null, undefined, "text", 7, true])("a record is not %s", (value) => {
    expect(() => shape(value, at)).toThrow(invalid("an object"));
  });
});

describe("a list", () => {
  const shape = list(record({ id }));

  it("a list has all its rows", () => {
    expect(shape([{ id: 1 }, { id: "2" }], at)).toEqual([{ id: 1 }, { id: 2 }]);
    expect(shape([], at)).toEqual([]);
  });

  it("names a row that is null or of another shape, and returns nothing then", () => {
    expect(() => shape([{ id: 1 }, null], "#7.rows")).toThrow(
      "GitHub sent null as #7.rows[1], where an object was expected.",
    );
    expect(() => shape([{ id: 1 }, {}], "#7.rows")).toThrow("nothing as #7.rows[1].id");
  });

  it.each([null, undefined, {}, "rows", { length: 0 }])("a list is not %s", (value) => {
    expect(() => shape(value, at)).toThrow(invalid("a list"));
  });
});

describe("the error of a shape", () => {
  it("quotes only the start of a long text, and nothing of an object", () => {
    const messageOf = (value: unknown) => {
      try {
        flag(value, at);
      } catch (error) {
        return (error as Error).message;
      }
      throw new Error("It was taken.");
    };
    fc.assert(
      fc.property(fc.string({ minLength: 81, maxLength: 300 }), (value) => {
        const quoted = JSON.stringify(`${value.slice(0, 80)}...`);
        expect(messageOf(value)).toContain(`sent ${quoted} as`);
      }),
    );
    expect(messageOf({ token: "secret" })).toContain("sent an object as");
    expect(messageOf(["secret"])).toContain("sent a list as");
    expect(messageOf(2n ** 60n)).toContain(`sent ${2n ** 60n} as`);
  });
});
