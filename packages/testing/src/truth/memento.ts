/** A record's own properties at an instant. */
export interface Memento {
  readonly record: object;
  readonly properties: PropertyDescriptorMap;
}

/** Collections that are too large to copy; who comes into them and leaves is noted instead. */
const NOTED: readonly string[] = ["byNumber"];

/** Remembers a record, with copies of the collections that verbs change in place. */
export function createMemento(record: object): Memento {
  const { properties } = present(record);
  for (const [key, property] of Object.entries(properties)) {
    // A property that is computed holds no collection.
    if ("value" in property && !NOTED.includes(key)) {
      property.value = copyOf(property.value);
    }
  }
  return { record, properties };
}

function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) {
    return [...value];
  }
  if (value instanceof Map) {
    return new Map(value);
  }
  return value instanceof Set ? new Set(value) : value;
}

/** Remembers a record with the very collections that it has, to put back after a read. */
export function present(record: object): Memento {
  return { record, properties: Object.getOwnPropertyDescriptors(record) };
}

/** Makes a record what it was. */
export function recall({ record, properties }: Memento): void {
  for (const key of Object.keys(record)) {
    if (!Object.hasOwn(properties, key)) {
      Reflect.deleteProperty(record, key);
    }
  }
  Object.defineProperties(record, properties);
}
