import type { EnqueueOptions, TrackRepositoryInput } from "@ghsync/core";
import { expectTypeOf, test } from "vitest";

type Undefined<T> = { readonly [Key in keyof T]: undefined };

test("a host may pass undefined for every optional input, whatever its compiler's options", () => {
  expectTypeOf<Undefined<EnqueueOptions>>().toExtend<EnqueueOptions>();
  type Optional = Omit<TrackRepositoryInput, "fullName">;
  expectTypeOf<Undefined<Optional>>().toExtend<Optional>();
});
