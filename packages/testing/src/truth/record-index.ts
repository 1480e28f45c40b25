/** Records by a key of theirs. */
export interface RecordIndex<T> {
  get(key: string): T | undefined;
  has(key: string): boolean;
  set(key: string, record: T): void;
  delete(key: string): void;
}

/** Creates an index that asks elsewhere for what it was never given. */
export function createRecordIndex<T>(elsewhere: (key: string) => T | undefined): RecordIndex<T> {
  const records = new Map<string, T>();
  const get = (key: string) => records.get(key) ?? elsewhere(key);
  return {
    get,
    has: (key) => get(key) !== undefined,
    set: (key, record) => void records.set(key, record),
    delete: (key) => void records.delete(key),
  };
}
