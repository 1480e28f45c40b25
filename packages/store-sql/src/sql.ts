/** A value that every driver takes as it is. */
export type Parameter = string | number | null | Uint8Array;

/** Text and parameters that grow together. */
export class Fragment {
  readonly strings: readonly string[];
  readonly values: readonly (Fragment | Parameter)[];

  constructor(strings: readonly string[], values: readonly (Fragment | Parameter)[]) {
    this.strings = strings;
    this.values = values;
  }
}

/** Builds a fragment. A fragment in the template becomes text, any other value a parameter. */
export function sql(
  strings: TemplateStringsArray,
  ...values: readonly (Fragment | Parameter)[]
): Fragment {
  return new Fragment(strings, values);
}

/** Makes a fragment of text that ghsync wrote itself: never of a value. */
export function raw(text: string): Fragment {
  return new Fragment([text], []);
}

/** Joins fragments. */
export function join(parts: readonly Fragment[], separator = ", "): Fragment {
  return new Fragment(["", ...parts.slice(1).map(() => separator), ""], parts);
}

/**
 * Turns a fragment into text and parameters.
 *
 * @param placeholder writes the parameter of this number, counted from 1
 */
export function compile(
  fragment: Fragment,
  placeholder: (position: number) => string,
): { readonly text: string; readonly parameters: readonly Parameter[] } {
  const parameters: Parameter[] = [];
  const write = (part: Fragment | Parameter): string => {
    if (!(part instanceof Fragment)) return placeholder(parameters.push(part));
    const pieces = part.strings.map((text, index) => {
      const value = part.values[index];
      return value === undefined ? text : text + write(value);
    });
    return pieces.join("");
  };
  return { text: write(fragment), parameters };
}
