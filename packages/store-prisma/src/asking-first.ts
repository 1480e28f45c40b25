/** The methods, each of which asks first, until the answer was good once. */
export function askingFirst<T extends object>(ask: () => Promise<void>, methods: T): T {
  let asked: Promise<void> | undefined;
  const asking = Object.entries(methods).map(([name, method]) => [
    name,
    async (...args: readonly unknown[]) => {
      asked ??= ask();
      try {
        await asked;
      } catch (error) {
        asked = undefined;
        throw error;
      }
      return method(...args);
    },
  ]);
  return Object.fromEntries(asking) as T;
}
