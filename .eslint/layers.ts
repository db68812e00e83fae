/**
 * Who may import whom: the one table behind the layering rule. A folder sees itself and what its row names; nothing else.
 * A more specific row (`runtimes/<plugin>/compiler`) replaces the row above it.
 */

/** What a runtime's folder (any folder of runtimes/ without a row of its own) may import beside itself. */
export const PLUGIN: Readonly<Record<string, readonly string[]>> = {
  '': ['runtimes/core', 'runtimes/sdk', 'runtimes/rules', 'runtimes/compiling'],
  // Its compilers run in processes of their own.
  '/compiler': ['runtimes/core', 'runtimes/sdk', 'runtimes/rules', 'runtimes/compiling', 'runtimes/process'],
  // A conformance suite runs foreign test cases through the ledger and its executors, not around them.
  '/conformance': ['runtimes/core', 'runtimes/sdk', 'runtimes/rules', 'runtimes/ledger', 'runtimes/kernel'],
};

export const LAYERS: Readonly<Record<string, readonly string[]>> = {
  'runtimes/core': [],
  'runtimes/sdk': ['runtimes/core'],
  'runtimes/rules': ['runtimes/core', 'runtimes/sdk'],
  'runtimes/compiling': ['runtimes/core', 'runtimes/sdk', 'runtimes/process'],
  'runtimes/ledger': ['runtimes/core'],
  'runtimes/scheduler': ['runtimes/core'],
  'runtimes/process': ['runtimes/core'],
  'runtimes/executor': ['runtimes/core', 'runtimes/sdk', 'runtimes/process'],
  'runtimes/kernel': ['runtimes/core', 'runtimes/sdk', 'runtimes/ledger', 'runtimes/scheduler', 'runtimes/process'],
  'runtimes/debug': ['runtimes/core', 'runtimes/sdk', 'runtimes/ledger', 'runtimes/process', 'runtimes/kernel'],
  // The only file that names runtimes.
  'runtimes/registry.ts': ['runtimes/core', 'runtimes/sdk', 'runtimes/process', 'plugins'],
  'runtimes/workspace': [
    'runtimes/core',
    'runtimes/compiling',
    'runtimes/sdk',
    'runtimes/ledger',
    'runtimes/process',
    // Comparisons run it under a virtual clock.
    'runtimes/scheduler',
    'runtimes/kernel',
    'runtimes/debug',
    'runtimes/registry.ts',
  ],
  // A window sees these two and core, wherever it runs.
  'runtimes/service/contract': ['runtimes/core'],
  'runtimes/service/client': ['runtimes/core', 'runtimes/service/contract'],
  'runtimes/service': [
    'runtimes/core',
    'runtimes/compiling',
    'runtimes/sdk',
    'runtimes/process',
    'runtimes/debug',
    'runtimes/workspace',
    'runtimes/registry.ts',
    // Files that it reads, which it does not import.
    'renderer/dist',
    'resources/examples',
    'resources/templates',
  ],
  // The preload brings what the renderer's side of it is typed by.
  electron: ['runtimes/core', 'runtimes/compiling', 'runtimes/process', 'runtimes/service', 'renderer/client'],
  renderer: ['runtimes/core', 'runtimes/service/contract', 'runtimes/service/client'],
  'runtimes/cli': [
    'runtimes/core',
    'runtimes/sdk',
    'runtimes/ledger',
    'runtimes/scheduler',
    'runtimes/process',
    'runtimes/kernel',
    'runtimes/debug',
    'runtimes/workspace',
    'runtimes/service',
    'runtimes/registry.ts',
    // Files that it reads, which it does not import.
    'package.json',
  ],
};

/** Entries of processes: whoever launches one names its URL, which is no import. */
export const ENTRIES = ['runtimes/executor/main.ts', 'runtimes/executor/probe-worker.ts'];

/** Tests, and what only tests may import: these see all of runtimes/. */
export const isTest = (file: string): boolean =>
  /\.(test|testkit|journey)\.ts$/.test(file) || file.startsWith('runtimes/testkit/');
export const isTestkit = (file: string): boolean => /\.testkit\.ts$/.test(file) || file.startsWith('runtimes/testkit/');

/** Runs in browsers as well: no Node modules, no Node globals. */
export const BROWSER_SAFE = ['runtimes/core', 'runtimes/service/contract', 'runtimes/service/client', 'renderer'];
/** Files in there that may name a Node global, because they ask first whether it exists. */
export const ASKS_FIRST = ['runtimes/core/hex.ts', 'runtimes/core/codec.ts'];

/** No clock and no randomness of their own: time comes from the kernel, randomness from core/random.ts. */
export const TIMELESS = ['runtimes/core', 'runtimes/scheduler', 'runtimes/ledger'];

/** The only folder that may import `electron`: anywhere else plain Node would try to download it. */
export const ELECTRON = 'electron';
