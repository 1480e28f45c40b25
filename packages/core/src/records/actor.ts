/**
 * A person or bot as GitHub showed it when the row was read: a snapshot, never a foreign key. A deleted account
 * (GitHub's ghost) is `null` where an actor is expected.
 */
export interface Actor {
  /** GitHub's numeric id; `null` where GitHub does not tell (an organisation's account behind GraphQL). */
  readonly id: number | null;
  /** A bot's login ends in `[bot]`, whatever the source. */
  readonly login: string;
  readonly avatarUrl: string | null;
  readonly type: "User" | "Bot" | "Mannequin" | "Organization" | "EnterpriseUserAccount";
}

/** Somebody, or a team, who was asked for a review and has not given it. */
export type RequestedReviewer =
  | ({ readonly kind: "actor" } & Actor)
  | {
      readonly kind: "team";
      readonly id: number | null;
      readonly slug: string;
      readonly name: string;
    };
