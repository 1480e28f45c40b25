/** The database of a Prisma client, by the name that its schema gives it; `undefined` where a client, or an extension of it, does not tell. */
export function providerOf(prisma: object): string | undefined {
  const provider: unknown = Reflect.get(prisma, "_activeProvider");
  return typeof provider === "string" ? provider : undefined;
}
