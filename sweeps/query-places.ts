import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLOutputType,
  getNamedType,
  isListType,
  isNonNullType,
  Kind,
  parse,
  type SelectionSetNode,
} from "graphql";
import { githubSchema } from "../packages/testing/src/wire/graphql/github-schema.ts";
import type { Step } from "./body-places.ts";

/** A value that a query asks for. */
export interface QueryPlace {
  /** By the names of fields, below what the query asks for about the target, such as `reviews.nodes[].body`. */
  readonly name: string;
  /** From the body's `data`, by the names of the answer. */
  readonly steps: readonly Step[];
  /** For each step, whether GitHub's schema allows `null` there. */
  readonly nullable: readonly boolean[];
}

interface Walk {
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** The number of the pull request that is followed; others are passed over. */
  readonly number: number;
}

const schema = await githubSchema();
const places = new Map<string, readonly QueryPlace[]>();

/** Every value that a query asks for about a pull request, read from the query's own text: a field that is new is there, too. */
export function queryPlaces(query: string, number: number): readonly QueryPlace[] {
  const key = `${number} ${query}`;
  const known = places.get(key) ?? readPlaces(query, number);
  places.set(key, known);
  return known;
}

function readPlaces(query: string, number: number): readonly QueryPlace[] {
  const { definitions } = parse(query);
  const fragments = new Map(
    definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [],
    ),
  );
  const walk = { fragments, number };
  const found = definitions.flatMap((node) =>
    node.kind === Kind.OPERATION_DEFINITION
      ? placesBelow(walk, node.selectionSet, "Query", { name: "", steps: [], nullable: [] })
      : [],
  );
  return [...new Map(found.map((place) => [place.steps.join("."), place])).values()];
}

function placesBelow(
  walk: Walk,
  { selections }: SelectionSetNode,
  typeName: string,
  parent: QueryPlace,
): readonly QueryPlace[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return placesOf(walk, selection, typeName, parent);
    const fragment =
      selection.kind === Kind.FRAGMENT_SPREAD
        ? walk.fragments.get(selection.name.value)
        : selection;
    const condition = fragment?.typeCondition?.name.value ?? typeName;
    return fragment ? placesBelow(walk, fragment.selectionSet, condition, parent) : [];
  });
}

function placesOf(
  walk: Walk,
  field: FieldNode,
  typeName: string,
  parent: QueryPlace,
): readonly QueryPlace[] {
  const name = field.name.value;
  if (name === "__typename") return [below(parent, name, field, false)];
  if (name === "pullRequest" && !isAbout(field, walk.number)) return [];
  const type = fieldType(typeName, name);
  let place = below(parent, nameBelow(field, typeName, parent), field, !isNonNullType(type));
  const found = [place];
  const inner = isNonNullType(type) ? type.ofType : type;
  if (isListType(inner)) {
    place = {
      name: `${place.name}[]`,
      steps: [...place.steps, "[]"],
      nullable: [...place.nullable, !isNonNullType(inner.ofType)],
    };
    found.push(place);
  }
  if (!field.selectionSet) return found;
  return [...found, ...placesBelow(walk, field.selectionSet, getNamedType(type).name, place)];
}

/** A name is relative to the pull request, or to a further page of one of its lists. */
function nameBelow(field: FieldNode, typeName: string, parent: QueryPlace): string {
  const name = field.name.value;
  if (name === "pullRequest") return "pullRequest";
  if (field.alias?.value === "page") {
    return typeName === "PullRequestReviewThread" ? "threadComments" : name;
  }
  const isTop = parent.name === "" || parent.name === "pullRequest";
  return isTop ? name : `${parent.name}.${name}`;
}

function below(
  parent: QueryPlace,
  name: string,
  field: FieldNode,
  isNullable: boolean,
): QueryPlace {
  const full = name === "__typename" && parent.name !== "" ? `${parent.name}.${name}` : name;
  return {
    name: full,
    steps: [...parent.steps, field.alias?.value ?? field.name.value],
    nullable: [...parent.nullable, isNullable],
  };
}

function isAbout({ arguments: given = [] }: FieldNode, number: number): boolean {
  return given.some(({ value }) => value.kind === Kind.INT && Number(value.value) === number);
}

function fieldType(typeName: string, field: string): GraphQLOutputType {
  const type = schema.getType(typeName);
  const fields = type && "getFields" in type ? type.getFields() : {};
  const found = fields[field];
  if (!found || !("args" in found)) throw new Error(`GitHub's schema has no ${typeName}.${field}.`);
  return found.type;
}
