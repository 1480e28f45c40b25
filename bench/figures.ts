/** A measured number and the bound that it has to keep. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The most that is allowed. */
  readonly atMost?: number;
  /** The least that is allowed. */
  readonly atLeast?: number;
}

/** Prints figures as a table, or as JSON with `--json`. Sets exit code 1 if one misses its bound. */
export function reportFigures(figures: readonly Figure[]): void {
  const rows = figures.map((figure) => ({
    figure: figure.name,
    measured: `${rounded(figure.value)} ${figure.unit}`,
    bound: boundOf(figure),
    kept: isKept(figure) ? "yes" : "NO",
  }));
  if (process.argv.includes("--json")) console.log(JSON.stringify(figures, undefined, 2));
  else console.table(rows);
  if (!figures.every(isKept)) {
    process.exitCode = 1;
  }
}

/** The middle of some measurements. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function isKept({ value, atMost, atLeast }: Figure): boolean {
  return value <= (atMost ?? value) && value >= (atLeast ?? value);
}

function boundOf({ atMost, atLeast, unit }: Figure): string {
  if (atMost !== undefined) {
    return `<= ${atMost} ${unit}`;
  }
  return atLeast === undefined ? "" : `>= ${atLeast} ${unit}`;
}

function rounded(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
