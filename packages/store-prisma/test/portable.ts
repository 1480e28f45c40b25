import type { TestClient } from "./connect.ts";

const hidden = new Set<string | symbol>([
  "_activeProvider",
  "$executeRawUnsafe",
  "$queryRawUnsafe",
]);

/** A client that neither tells its database nor takes plain SQL: all is left to Prisma's own calls. */
export function portable(prisma: TestClient): TestClient {
  return new Proxy(prisma, {
    get: (target, name) => (hidden.has(name) ? undefined : Reflect.get(target, name)),
  });
}
