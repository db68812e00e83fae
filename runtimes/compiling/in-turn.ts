/**
 * Runs work with the same key one after the other: who asks what is being compiled waits, and then finds it kept. What fails, fails for
 * whoever asked for it alone.
 */
export function inTurn(): <T>(key: string, work: () => Promise<T>) => Promise<T> {
  const running = new Map<string, Promise<unknown>>();
  return async (key, work) => {
    while (running.has(key)) await running.get(key);
    const started = work();
    running.set(
      key,
      started.catch(() => undefined),
    );
    try {
      return await started;
    } finally {
      running.delete(key);
    }
  };
}
