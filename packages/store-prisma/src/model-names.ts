import type { GhSyncPrismaClient } from "./prisma-client.ts";

/** ghsync's names of its models, for example `repository`. */
type ModelName = {
  [K in keyof GhSyncPrismaClient]: K extends `ghSync${infer Name}` ? Uncapitalize<Name> : never;
}[keyof GhSyncPrismaClient] &
  string;

/** What the host's client calls models that the host renamed, for example `{ repository: "trackedRepo" }`. */
export type GhSyncModelNames = { readonly [Name in ModelName]?: string };

type DefaultAccessor<Name extends string> = `ghSync${Capitalize<Name>}`;

/** A {@link GhSyncPrismaClient} on which some models have other names. */
export type RenamedPrismaClient<Names extends GhSyncModelNames> = Omit<
  GhSyncPrismaClient,
  DefaultAccessor<keyof Names & string>
> & {
  readonly [Name in keyof Names & ModelName as Names[Name] &
    string]: GhSyncPrismaClient[DefaultAccessor<Name>];
};

/** The client with ghsync's own names for its models. */
export function withDefaultNames(prisma: object, names: GhSyncModelNames): GhSyncPrismaClient {
  const given = new Map<string | symbol, string>(
    Object.entries(names).map(([name, accessor]) => [accessorOf(name), String(accessor)]),
  );
  return new Proxy(prisma, {
    get: (target, name) => Reflect.get(target, given.get(name) ?? name),
  }) as GhSyncPrismaClient;
}

/** What a client calls one of ghsync's models, unless the host renamed it. */
export function accessorOf(name: string): string {
  return `ghSync${name[0]?.toUpperCase()}${name.slice(1)}`;
}
