/** Prints names and figures in two columns. */
export function printTable(rows: Readonly<Record<string, string | number>>): void {
  const entries = Object.entries(rows).map(([name, value]) => [name, String(value)] as const);
  const nameWidth = Math.max(...entries.map(([name]) => name.length));
  const valueWidth = Math.max(...entries.map(([, value]) => value.length));
  for (const [name, value] of entries) {
    console.log(`  ${name.padEnd(nameWidth)}  ${value.padStart(valueWidth)}`);
  }
}
