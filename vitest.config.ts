import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{runtimes,electron,renderer,.eslint,.ci}/**/*.test.ts'],
    environment: 'node',
    // Processes, not threads: tests start workers and end processes of their own.
    pool: 'forks',
    // They wait for processes of their own most of the time: two at once even where there are only two cores.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Never what makes a test fail on a slow machine; only a hang gets this far.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ['default'],
  },
});
