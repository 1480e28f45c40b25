import { type GhSyncModelNames, givenAccessors } from "./model-names.ts";
import { pageTables } from "./page-tables.ts";
import { shippedModels } from "./shipped-models.ts";

/** What a generated client knows of its schema. */
interface DataModel {
  readonly dbName?: string | null;
  readonly schema?: string | null;
  readonly fields: readonly { readonly name: string; readonly dbName?: string | null }[];
}

const tables = [
  { model: "ghSyncRepository", name: "ghsync_repositories" } as const,
  ...Object.values(pageTables),
];

/**
 * Whether a client's tables and columns have the names of the shipped schema, all of them in one schema of the database: plain SQL would
 * otherwise find others, or what is left of older ones. A client that hides them counts as one that has changed them.
 */
export function hasShippedNames(prisma: object, names: GhSyncModelNames): boolean {
  const known: unknown = Reflect.get(prisma, "_runtimeDataModel");
  const { models = {} } = (known ?? {}) as { models?: Record<string, DataModel | undefined> };
  const accessors = givenAccessors(names);
  const found = tables.map(({ model, name }) => {
    const accessor = accessors.get(model) ?? model;
    const data = models[`${accessor[0]?.toUpperCase()}${accessor.slice(1)}`];
    return data?.dbName === name && hasShippedColumns(data, shippedModels[model])
      ? data
      : undefined;
  });
  return found.every((data) => data && data.schema === found[0]?.schema);
}

function hasShippedColumns({ fields }: DataModel, shipped: string): boolean {
  const columns = new Map(fields.map(({ name, dbName }) => [name, dbName ?? name]));
  return shipped.split(" ").every((field) => columns.get(field) === columnOf(field));
}

/** The column that the shipped schema maps a field to. */
export function columnOf(field: string): string {
  return field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
