/** Makes the properties that a record lacks, each from the record itself. */
type Makers<T> = { readonly [Key in keyof T]?: (record: T) => T[Key] };

/**
 * Properties that are made each time they are read. They are the record's own, so that a copy of it has
 * their values; one set of them for all records alike costs next to nothing. To assign one fails.
 */
export function lazyProperties<T extends object>(makers: Makers<T>): PropertyDescriptorMap {
  return describe(makers, () => undefined);
}

/** The same, but what is assigned to one takes its place. */
export function assignableProperties<T extends object>(makers: Makers<T>): PropertyDescriptorMap {
  return describe(makers, (key) => ({
    set(this: T, value: unknown) {
      fix(this, { [key]: value });
    },
  }));
}

function describe<T extends object>(
  makers: Makers<T>,
  setter: (key: string) => object | undefined,
): PropertyDescriptorMap {
  const entries = Object.entries(makers) as [string, (record: T) => unknown][];
  return Object.fromEntries(
    entries.map(([key, make]) => {
      const get = function (this: T) {
        return make(this);
      };
      return [key, { get, ...setter(key), enumerable: true, configurable: true }];
    }),
  );
}

/** Makes properties what those of other records are: plain values. */
export function fix(record: object, values: object): void {
  for (const [key, value] of Object.entries(values)) {
    const plain = { value, writable: true, enumerable: true, configurable: true };
    Object.defineProperty(record, key, plain);
  }
}
