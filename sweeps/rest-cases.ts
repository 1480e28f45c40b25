import type { FaultRule } from "@ghsync/testing";
import { rowOfAnother } from "../torture/wrong-answers.ts";
import { mutate, mutations, stepsOf } from "./body-places.ts";
import { realRestValue } from "./real-values.ts";
import { costsOf, refusals, refusedBy } from "./refusals.ts";
import {
  changeShapes,
  historyShape,
  type RestShape,
  repositoryShape,
  targetShapes,
} from "./rest-fields.ts";
import type { SweepCase } from "./sweep-case.ts";
import { isHydrationOfTarget } from "./target-query.ts";

type Api = SweepCase["api"];

/** GraphQL fails wherever the target is among what is asked for, so that REST reads it. */
const graphqlFailsAtTarget: FaultRule = {
  when: isHydrationOfTarget,
  fault: { kind: "error", status: 502 },
};

/** Each field of each shape that core reads by REST, wrong in each way. */
export function restFieldCases(): readonly SweepCase[] {
  return [
    ...targetShapes.flatMap((shape) => fieldCases(shape, "rest", "pull request")),
    ...targetShapes.flatMap((shape) => fieldCases(shape, "graphql", "pull request")),
    ...changeShapes.flatMap((shape) => fieldCases(shape, "graphql", "repository")),
    ...fieldCases(historyShape, "rest", "repository"),
    ...fieldCases(repositoryShape, "graphql", "repository"),
  ];
}

function fieldCases(
  { name, path, fields, uncounted = [], isTarget }: RestShape,
  api: Api,
  costs: SweepCase["costs"],
): readonly SweepCase[] {
  const isSecond = api === "graphql" && costs === "pull request";
  // A first sync finds the streams empty: they begin at the first contact.
  const isLater = changeShapes.some((shape) => shape.name === name);
  return fields.flatMap((field) =>
    mutations
      .filter((mutation) => mutation !== "absent" || !uncounted.includes(field))
      .map((mutation) => ({
        name: `REST${isSecond ? " after GraphQL" : ""}, ${name}: ${field || "the body"} is ${mutation}`,
        group: `REST fields${isSecond ? " after GraphQL" : ""}: ${name}`,
        part: "fields",
        api,
        world: "all-kinds",
        costs,
        otherwise: realRestValue(name, field, mutation),
        ...(isLater && { situation: "later" as const }),
        faults: () => [
          ...(isSecond ? [graphqlFailsAtTarget] : []),
          {
            when: ({ path: asked }) => path.test(asked),
            fault: {
              kind: "rewrite",
              change: (body) => mutate(body, stepsOf(field), mutation, isTarget),
            },
          },
        ],
      })),
  );
}

/** Each list that core reads by REST, with the rows of another repository, or, where it can be noticed, without any. */
export function restWrongListCases(): readonly SweepCase[] {
  const childShapes = targetShapes.filter(({ name }) => name !== "pull request");
  return [
    ...(["rest", "graphql"] as const).flatMap((api) =>
      childShapes.flatMap((shape) => [
        wrongList(shape, api, "empty", () => []),
        wrongList(shape, api, "another repository's", ofAnother),
      ]),
    ),
    ...changeShapes.map((shape) => wrongList(shape, "graphql", "another repository's", ofAnother)),
    wrongList(historyShape, "rest", "another repository's", ofAnother),
  ];
}

const ofAnother = (rows: readonly unknown[]) => rows.map(rowOfAnother);

function wrongList(
  { name, path }: RestShape,
  api: Api,
  how: string,
  change: (rows: readonly unknown[]) => readonly unknown[],
): SweepCase {
  const isOfTarget = targetShapes.some((shape) => shape.name === name);
  const isSecond = api === "graphql" && isOfTarget;
  const isLater = changeShapes.some((shape) => shape.name === name);
  return {
    name: `REST${isSecond ? " after GraphQL" : ""}, ${name}: the list is ${how}`,
    group: `REST answers${isSecond ? " after GraphQL" : ""}: ${name}`,
    part: "answers",
    api,
    world: "all-kinds",
    costs: isOfTarget ? "pull request" : "repository",
    ...(isLater && { situation: "later" as const }),
    faults: () => [
      ...(isSecond ? [graphqlFailsAtTarget] : []),
      { when: ({ path: asked }) => path.test(asked), fault: { kind: "rewrite", change } },
    ],
  };
}

/** Each list and resource that core reads by REST, refused in each way. */
export function restListCases(): readonly SweepCase[] {
  return [
    ...targetShapes.flatMap((shape) => listCases(shape, "rest", "pull request")),
    ...targetShapes.flatMap((shape) => listCases(shape, "graphql", "pull request")),
    ...changeShapes.flatMap((shape) => listCases(shape, "graphql", "repository")),
    ...listCases(historyShape, "rest", "repository"),
    ...listCases(repositoryShape, "graphql", "repository"),
  ];
}

function listCases(
  { name, path }: RestShape,
  api: Api,
  costs: SweepCase["costs"],
): readonly SweepCase[] {
  const isSecond = api === "graphql" && costs === "pull request";
  return refusals.map((refusal) => ({
    name: `REST${isSecond ? " after GraphQL" : ""}, ${name}: ${refusal}`,
    group: `REST answers${isSecond ? " after GraphQL" : ""}: ${name}`,
    part: "answers",
    api,
    world: "all-kinds",
    costs: costsOf(refusal) ?? costs,
    isGone: name === "pull request" && (refusal === "404" || refusal === "410"),
    faults: () => [
      ...(isSecond ? [graphqlFailsAtTarget] : []),
      {
        when: ({ path: asked }) => path.test(asked),
        fault: refusedBy(refusal, { isDiff: name === "files" }),
      },
    ],
  }));
}
