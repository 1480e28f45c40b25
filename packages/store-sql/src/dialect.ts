import { cleanInstant, cleanJson, cleanNumber, cleanText } from "./clean-value.ts";
import type { SqlStatement } from "./executor.ts";
import { compile, Fragment, join, type Parameter, raw, sql } from "./sql.ts";
import { type Column, type ColumnType, columnName } from "./tables.ts";

/** What differs between databases, beside how a page is written. */
export interface Dialect {
  readonly name: "postgresql" | "sqlite";
  /** The type of a column in a table's definition. */
  readonly types: { readonly [T in ColumnType]: string };
  /** Compares two values, of which each may be null. */
  readonly differs: "IS DISTINCT FROM" | "IS NOT";
  /** The function that returns the greatest of its arguments. */
  readonly greatest: "greatest" | "max";
  /** The schema that holds the tables. `undefined` on SQLite. */
  readonly schema: string | undefined;
  /** A table's name, qualified. */
  table(table: { readonly name: string }): Fragment;
  /** One value as a parameter, with the type that the database needs to hear. */
  value(type: ColumnType, value: unknown): Fragment;
  /** A list of numbers as one parameter: a subquery, so that the text is the same for any length. */
  numbers(numbers: readonly number[]): Fragment;
  /** A JSON array of expressions, as text. */
  jsonArray(expressions: readonly Fragment[]): Fragment;
  /** An expression that JSON can hold, for a column of this type. */
  jsonValue(type: ColumnType, expression: string): string;
  /** The text of a parameter, counted from 1. */
  placeholder(position: number): string;
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

/** Cleans a value for a column. Cleaned values of one column can be compared. */
export function cleanColumn(type: ColumnType, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return cleanInstant(value);
  if (type === "json") return cleanJson(value);
  if (typeof value === "string") return cleanText(value);
  return type === "int" ? cleanNumber(value as number) : value;
}

/** A cleaned value as a member of a JSON row. PostgreSQL casts it. */
export function jsonMember(value: unknown): unknown {
  return value instanceof Uint8Array ? `\\x${hex(value)}` : value;
}

/** A cleaned value as SQLite stores it. */
export function sqliteValue(type: ColumnType, value: unknown): Parameter {
  if (value === null) return null;
  if (type === "json") return JSON.stringify(value);
  if (value instanceof Date) return value.toISOString();
  return typeof value === "boolean" ? Number(value) : (value as Parameter);
}

/** A name as SQL reads it, whatever it holds. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** PostgreSQL, with the tables in this schema. */
export function postgresDialect(schema: string): Dialect {
  const types = {
    int: "integer",
    big: "bigint",
    text: "text",
    key: 'text COLLATE "C"',
    bool: "boolean",
    instant: "timestamptz(3)",
    json: "jsonb",
    bytes: "bytea",
  };
  // Drivers disagree about every type but text.
  const asText = (type: ColumnType, value: unknown) => {
    if (value === null) return null;
    if (type === "json") return JSON.stringify(value);
    return value instanceof Date ? value.toISOString() : String(jsonMember(value));
  };
  return {
    name: "postgresql",
    types,
    schema,
    differs: "IS DISTINCT FROM",
    greatest: "greatest",
    table: ({ name }) => raw(`${quoted(schema)}.${name}`),
    value: (type, value) =>
      sql`${asText(type, cleanColumn(type, value))}::text${raw(castOf(type, types))}`,
    numbers: (numbers) =>
      sql`(SELECT value::integer FROM json_array_elements_text(${JSON.stringify(numbers)}::text::json))`,
    jsonArray: (expressions) => sql`json_build_array(${join(expressions)})::text`,
    jsonValue: (type, expression) => {
      if (type === "instant") return `round(extract(epoch FROM ${expression}) * 1000)::bigint`;
      return type === "bytes" ? `encode(${expression}, 'hex')` : expression;
    },
    placeholder: (position) => `$${position}`,
  };
}

/** A column's type without its collation, for a cast. */
export function castOf(type: ColumnType, types: Dialect["types"]): string {
  return type === "text" || type === "key" ? "" : `::${types[type]}`;
}

/** SQLite. Instants are ISO texts of one length, so that texts sort as instants do. */
export const sqliteDialect: Dialect = {
  name: "sqlite",
  types: {
    int: "INTEGER",
    big: "INTEGER",
    text: "TEXT",
    key: "TEXT",
    bool: "INTEGER",
    instant: "TEXT",
    json: "TEXT",
    bytes: "BLOB",
  },
  schema: undefined,
  differs: "IS NOT",
  greatest: "max",
  table: ({ name }) => raw(name),
  value: (type, value) => sql`${sqliteValue(type, cleanColumn(type, value))}`,
  numbers: (numbers) => sql`(SELECT value FROM json_each(${JSON.stringify(numbers)}))`,
  jsonArray: (expressions) => sql`json_array(${join(expressions)})`,
  jsonValue: (type, expression) => {
    if (type === "json") return `json(${expression})`;
    return type === "bytes" ? `lower(hex(${expression}))` : expression;
  },
  placeholder: () => "?",
};

/** The column `r`: the columns of a row as one JSON text. No driver's type parsers see them. */
export function asRow(dialect: Dialect, columns: readonly Column[]): Fragment {
  const values = columns.map(
    ({ name, type, expression }) => expression ?? raw(dialect.jsonValue(type, name)),
  );
  return sql`${dialect.jsonArray(values)} AS r`;
}

/** A row's fields, by name. */
export interface Row {
  readonly [field: string]: unknown;
}

/** Reads a row of {@link asRow}. */
export function fromRow<R>(columns: readonly Column[], { r }: { readonly r: string }): R {
  return fromValues(columns, JSON.parse(r));
}

/** Reads the parsed text of a row of {@link asRow}. */
export function fromValues<R>(columns: readonly Column[], values: readonly unknown[]): R {
  const entries = columns.map(({ field, type }, index) => [
    field,
    fromJsonValue(type, values[index]),
  ]);
  return Object.fromEntries(entries) as R;
}

function fromJsonValue(type: ColumnType, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (type === "instant") return new Date(value as string | number);
  if (type === "bool") return Boolean(value);
  return type === "bytes" ? Buffer.from(value as string, "hex") : value;
}

/** Makes a statement that runs once. */
export function statement(dialect: Dialect, fragment: Fragment, isRead = false): SqlStatement {
  const { text, parameters } = compile(fragment, dialect.placeholder);
  return { text, rows: [parameters], isRead };
}

/** Assignments of fields, for the SET of an update. */
export function assignments(
  dialect: Dialect,
  columns: readonly Column[],
  values: Row,
): readonly Fragment[] {
  return columns
    .filter(({ field }) => field in values)
    .map(({ field, type, name }) => {
      const value = values[field];
      const right = value instanceof Fragment ? value : dialect.value(type, value);
      return sql`${raw(name)} = ${right}`;
    });
}

/** An INSERT of one row. */
export function insertion(
  dialect: Dialect,
  table: { readonly name: string },
  columns: readonly Column[],
  values: Row,
): Fragment {
  const given = columns.filter(({ field }) => field in values);
  const list = given.map(({ type, field }) => dialect.value(type, values[field]));
  const names = given.map(({ field }) => columnName(field)).join(", ");
  return sql`INSERT INTO ${dialect.table(table)} AS t (${raw(names)}) VALUES (${join(list)})`;
}
