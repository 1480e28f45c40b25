/** The caller has to change something; shown in one line, exit code 2. */
export class UsageError extends Error {}

/** The line of a message that says what happened: Prisma puts the code that called before it. */
export function lastLine(error: unknown): string {
  return (error as Error).message.trim().split("\n").at(-1) ?? "";
}
