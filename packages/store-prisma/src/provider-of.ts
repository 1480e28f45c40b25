/** The provider of a Prisma client's database, as in its schema; `undefined` where a client, or an extension of it, hides it. */
export function providerOf(prisma: object): string | undefined {
  const provider: unknown = Reflect.get(prisma, "_activeProvider");
  return typeof provider === "string" ? provider : undefined;
}
