import { findRepository, unknown } from "../find.ts";
import { nodeIdOf } from "../identifiers.ts";
import { keepIssue } from "../keep.ts";
import type { Label, Milestone, Repository } from "../records.ts";
import type { VerbCall, VerbTable } from "../verb.ts";
import { register, unregister } from "../world.ts";

/** A label to create. */
export interface CreateLabel {
  readonly repository: string;
  readonly name: string;
  /** Six hex digits. @defaultValue "ededed" */
  readonly color?: string;
  /** @defaultValue null */
  readonly description?: string | null;
}

/** A milestone to create. */
export interface CreateMilestone {
  readonly repository: string;
  readonly title: string;
  /** ISO 8601. @defaultValue null */
  readonly dueOn?: string | null;
}

/** A label to change; what is absent stays. */
export interface EditLabel {
  readonly repository: string;
  /** The name that it has. */
  readonly label: string;
  readonly name?: string;
  /** Six hex digits. */
  readonly color?: string;
}

/** Verbs on what a repository files its issues under. */
export interface CatalogueVerbs {
  /** Creates a label and returns its id. */
  createLabel(args: CreateLabel): number;
  /** Renames or recolours a label everywhere, which no stamp shows. Returns its id. */
  editLabel(args: EditLabel): number;
  /** Deletes a label and takes it off everywhere, which no stamp shows. Returns its id. */
  deleteLabel(args: { readonly repository: string; readonly label: string }): number;
  /** Creates a milestone and returns its number. */
  createMilestone(args: CreateMilestone): number;
}

/** The label of this name, created if need be, as GitHub does when an unknown label is added. */
export function ensureLabel(call: VerbCall, repository: Repository, name: string): Label {
  return repository.labels.get(name.toLowerCase()) ?? addLabel(call, repository, { name });
}

function addLabel(
  { world, at }: VerbCall,
  repository: Repository,
  args: Omit<CreateLabel, "repository">,
): Label {
  const id = world.identifiers.next("label");
  const label: Label = {
    type: "Label",
    id,
    nodeId: nodeIdOf("Label", id),
    repository,
    name: args.name,
    color: args.color ?? "ededed",
    description: args.description ?? null,
    default: false,
    createdAt: at,
  };
  repository.labels.set(args.name.toLowerCase(), label);
  return register(world, label);
}

function findLabel(repository: Repository, name: string): Label {
  return repository.labels.get(name.toLowerCase()) ?? unknown(`a label "${name}"`);
}

/** The milestone of this number. */
export function findMilestone(repository: Repository, number: number): Milestone {
  return repository.milestones.get(number) ?? unknown(`a milestone ${number}`);
}

export const catalogueVerbs: VerbTable<CatalogueVerbs> = {
  createLabel(call, args) {
    const repository = findRepository(call.world, args.repository);
    if (repository.labels.has(args.name.toLowerCase())) {
      throw new Error(`${args.repository} has a label "${args.name}" already.`);
    }
    return addLabel(call, repository, args).id;
  },
  editLabel({ world }, args) {
    const repository = findRepository(world, args.repository);
    const label = findLabel(repository, args.label);
    repository.labels.delete(label.name.toLowerCase());
    label.name = args.name ?? label.name;
    label.color = args.color ?? label.color;
    repository.labels.set(label.name.toLowerCase(), label);
    return label.id;
  },
  deleteLabel({ world }, args) {
    const repository = findRepository(world, args.repository);
    const label = findLabel(repository, args.label);
    repository.labels.delete(label.name.toLowerCase());
    unregister(world, label);
    for (const issue of repository.issues.items) {
      if (issue.labels.includes(label)) {
        keepIssue(world, issue);
        issue.labels = issue.labels.filter((other) => other !== label);
      }
    }
    return label.id;
  },
  createMilestone({ world, at }, args) {
    const repository = findRepository(world, args.repository);
    const id = world.identifiers.next("milestone");
    const number = Math.max(0, ...repository.milestones.keys()) + 1;
    const milestone: Milestone = {
      type: "Milestone",
      id,
      nodeId: nodeIdOf("Milestone", id),
      repository,
      number,
      title: args.title,
      description: null,
      state: "open",
      creator: repository.owner,
      dueOn: args.dueOn ?? null,
      createdAt: at,
      updatedAt: at,
      closedAt: null,
      counts: { open: 0, closed: 0 },
    };
    repository.milestones.set(number, milestone);
    return register(world, milestone).number;
  },
};
