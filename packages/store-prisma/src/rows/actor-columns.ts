import type { Actor } from "@ghsync/core";

/** The four columns that hold an actor. All are null for a deleted account. */
export type ActorColumns<Prefix extends string> = {
  readonly [Column in `${Prefix}Id`]: number | null;
} & {
  readonly [Column in `${Prefix}Login` | `${Prefix}AvatarUrl` | `${Prefix}Type`]: string | null;
};

/** Lays an actor out in columns, so that any SQL can group by login. */
export function actorColumns<Prefix extends string>(
  prefix: Prefix,
  actor: Actor | null,
): ActorColumns<Prefix> {
  return {
    [`${prefix}Id`]: actor?.id ?? null,
    [`${prefix}Login`]: actor?.login ?? null,
    [`${prefix}AvatarUrl`]: actor?.avatarUrl ?? null,
    [`${prefix}Type`]: actor?.type ?? null,
  } as ActorColumns<Prefix>;
}
