import type { TestClient } from "./connect.ts";

const hidden = new Set<string | symbol>([
  "_activeProvider",
  "$executeRawUnsafe",
  "$queryRawUnsafe",
]);

/** A client that hides its database and takes no plain SQL, so that only Prisma's own calls remain. */
export function portable(prisma: TestClient): TestClient {
  return new Proxy(prisma, {
    get: (target, name) => (hidden.has(name) ? undefined : Reflect.get(target, name)),
  });
}
