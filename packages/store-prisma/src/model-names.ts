import type { GhSyncPrismaClient, WholePrismaClient } from "./prisma-client.ts";

/** ghsync's names of its models, for example `repository`. */
type ModelName = {
  [K in keyof GhSyncPrismaClient]: K extends `ghSync${infer Name}` ? Uncapitalize<Name> : never;
}[keyof GhSyncPrismaClient] &
  string;

/** The host's names of models that it renamed, for example `{ repository: "trackedRepo" }`. */
export type GhSyncModelNames = { readonly [Name in ModelName]?: string | undefined };

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
export function withDefaultNames(prisma: object, names: GhSyncModelNames): WholePrismaClient {
  const given = givenAccessors(names);
  return new Proxy(prisma, {
    get: (target, name) => Reflect.get(target, given.get(name) ?? name),
  }) as WholePrismaClient;
}

/** What the host's client calls the models that it renamed, by what a client calls these otherwise. */
export function givenAccessors(names: GhSyncModelNames): ReadonlyMap<string | symbol, string> {
  const entries = Object.entries(names).flatMap(([name, accessor]): [string, string][] =>
    accessor === undefined ? [] : [[`ghSync${name[0]?.toUpperCase()}${name.slice(1)}`, accessor]],
  );
  return new Map(entries);
}
