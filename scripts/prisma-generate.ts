import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/**
 * Generates the Prisma clients that tests and examples import. A client is up to date while its inputs are those of its
 * last generation, so a second run takes no time. Prints nothing unless Prisma fails.
 */
const root = join(import.meta.dirname, "..");
const require = createRequire(import.meta.url);

/** Schema folders, with the place that each schema names as its generator's output. */
const clients = [
  ...["sqlite", "postgresql", "host"].map((name) => ({
    schema: `packages/store-prisma/test/prisma/${name}`,
    output: `packages/store-prisma/generated/${name}`,
  })),
  ...["quickstart", "dashboard"].map((example) => ({
    schema: `examples/${example}/prisma`,
    output: `examples/${example}/generated`,
  })),
  { schema: "docs/getting-started/prisma", output: "docs/getting-started/src/generated" },
  ...["fastify-prisma", "worker-node-cron"].flatMap((example) =>
    ["sqlite", "postgresql"].map((name) => ({
      schema: `examples/${example}/prisma/${name}`,
      output: `examples/${example}/generated/${name}`,
    })),
  ),
];

// The clients of both databases are of the package's own models. The quickstart holds a copy of them, as a user's app would.
for (const provider of ["sqlite", "postgresql"]) {
  for (const folder of ["packages/store-prisma/test", "examples/worker-node-cron"]) {
    writeModels(`${folder}/prisma/${provider}`, readModels(provider));
  }
}
writeModels("docs/getting-started/prisma", readModels("sqlite"));
writeModels("examples/dashboard/prisma", readModels("sqlite"));
writeModels(
  "packages/store-prisma/test/prisma/host",
  Object.entries({
    "GhSyncRepository {": `TrackedRepo {
  teamId       String?
  team         Team?               @relation(fields: [teamId], references: [id])
  pullRequests GhSyncPullRequest[]`,
    "GhSyncPullRequest {": `GhSyncPullRequest {
  repository TrackedRepo    @relation(fields: [repositoryId], references: [id])
  reviews    GhSyncReview[]`,
    "GhSyncReview {": `GhSyncReview {
  note        String                @default("unseen")
  pullRequest GhSyncPullRequest     @relation(fields: [repositoryId, pullRequestNumber], references: [repositoryId, number])
  comments    GhSyncReviewComment[]
  readings    Reading[]`,
    "GhSyncReviewComment {": `GhSyncReviewComment {
  review GhSyncReview? @relation(fields: [repositoryId, pullRequestNumber, reviewId], references: [repositoryId, pullRequestNumber, id])`,
  }).reduce(
    (models, [line, lines]) => models.replace(`model ${line}`, `model ${lines}`),
    readModels("sqlite"),
  ),
);

for (const { schema, output } of clients) {
  const folder = join(root, schema);
  if (!existsSync(folder)) continue;
  const stamp = join(root, output, ".inputs");
  const inputs = hashInputs(folder);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === inputs) continue;
  generate(folder);
  writeIfChanged(stamp, inputs);
}

function readModels(provider: string): string {
  return readFileSync(join(root, `packages/store-prisma/schema/${provider}.prisma`), "utf8");
}

function writeModels(schema: string, models: string): void {
  writeIfChanged(join(root, schema, "generated/ghsync.prisma"), models);
}

function hashInputs(folder: string): string {
  const hash = createHash("sha256").update(require("prisma/package.json").version);
  for (const file of globSync("**/*.prisma", { cwd: folder }).sort()) {
    hash.update(file).update(readFileSync(join(folder, file)));
  }
  return hash.digest("hex");
}

function generate(folder: string): void {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [require.resolve("prisma/build/index.js"), "generate", "--schema", folder],
    {
      cwd: root,
      encoding: "utf8",
      env: {
        // `generate` asks only that this file exists; without it, it wants to download an engine that it never starts.
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
        ...process.env,
        CHECKPOINT_DISABLE: "1",
      },
    },
  );
  if (status === 0) return;
  process.stderr.write(stdout + stderr);
  process.exit(1);
}

function writeIfChanged(file: string, content: string): void {
  if (existsSync(file) && readFileSync(file, "utf8") === content) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}
