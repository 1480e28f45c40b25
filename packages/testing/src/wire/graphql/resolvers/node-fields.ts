import type { Identified } from "../../node-id-form.ts";
import type { GraphqlContext } from "../graphql-context.ts";

const MAX_INT = 2 ** 31 - 1;

/** The fields that all records with an id have. */
export const nodeFields = {
  id: (record: Identified, _args: unknown, { nodeIds }: GraphqlContext) => nodeIds.shown(record),
  /** 32 bits wide, so `null` for the newer records; `fullDatabaseId` has them all. */
  databaseId: ({ id }: { readonly id: number }) => (id <= MAX_INT ? id : null),
  fullDatabaseId: ({ id }: { readonly id: number }) => String(id),
};

/** `url` and `resourcePath` of a page below github.com. */
export function pageFields<Source>(path: (source: Source) => string) {
  return {
    url: (source: Source) => `https://github.com${path(source)}`,
    resourcePath: path,
  };
}

/** Fields of records with an author. An empty text is "" here. */
export const writtenFields = {
  body: ({ body }: { readonly body: string | null }) => body ?? "",
  bodyText: ({ body }: { readonly body: string | null }) => body ?? "",
  isMinimized: () => false,
  minimizedReason: () => null,
  includesCreatedEdit: () => false,
  createdViaEmail: () => false,
};
