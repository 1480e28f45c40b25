import type { AccountType, AuthorAssociation } from "../truth/account.ts";

/** An account in a recorded body. */
export interface RecordedUser {
  readonly login: string;
  readonly id: number;
  readonly node_id?: string;
  readonly avatar_url?: string;
  readonly type?: AccountType;
}

/** Fields that all recorded texts with an author have. */
export interface Authored {
  readonly id: number;
  readonly node_id: string;
  readonly user: RecordedUser | null;
  readonly author_association?: AuthorAssociation;
  readonly body: string | null;
}
