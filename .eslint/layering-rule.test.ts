import { RuleTester } from 'eslint';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LAYERS } from './layers.ts';
import { layering, pluginOf, runtimeIds } from './layering-rule.ts';

RuleTester.describe = describe;
RuleTester.it = it;

const root = resolve(import.meta.dirname, '..');
const options = [{ root, runtimes: ['evm', 'wasm'] }];
const at = (filename: string, code: string) => ({ filename: resolve(root, filename), code, options });
const broken = (filename: string, code: string, messageId: string) => ({
  ...at(filename, code),
  errors: [{ messageId }],
});

new RuleTester().run('layering', layering, {
  valid: [
    at('runtimes/scheduler/a.ts', "import '../core/cell.ts'; import './b.ts'"),
    at('runtimes/kernel/a.ts', "import '../ledger/ledger.ts'; export * from '../scheduler/scheduler.ts'"),
    at('runtimes/evm/executor.ts', "import '../sdk/runtime.ts'; import './execution/machine.ts'; const id = 'evm'"),
    at('runtimes/evm/compiler.ts', "import '../process/json-process.ts'"),
    at('runtimes/evm/compiler/solidity.ts', "import '../../process/json-process.ts'"),
    at('runtimes/registry.ts', "import './evm/manifest.ts'; const id = 'evm'"),
    at('runtimes/scheduler/a.test.ts', "import '../testkit/script-block.ts'; const id = 'evm'"),
    at('runtimes/testkit/a.ts', "import '../evm/executor.ts'"),
    at('runtimes/ledger/a.ts', "import { hash } from 'node:crypto'"),
    at('runtimes/workspace/run/a.ts', "const entry = new URL('../../executor/main.ts', import.meta.url)"),
    at('electron/main.ts', "import { app } from 'electron'"),
  ],
  invalid: [
    broken('runtimes/core/a.ts', "import '../sdk/journal.ts'", 'layer'),
    broken('runtimes/scheduler/a.ts', "import '../kernel/kernel.ts'", 'layer'),
    broken('runtimes/scheduler/a.ts', "export { x } from '../ledger/ledger.ts'", 'layer'),
    broken('runtimes/kernel/a.ts', "const x = await import('../workspace/scenario/parse.ts')", 'layer'),
    broken('runtimes/kernel/a.ts', "import '../evm/executor.ts'", 'layer'),
    broken('runtimes/cli/a.ts', "const entry = new URL('../evm/executor.ts', import.meta.url)", 'layer'),
    broken('runtimes/workspace/run/a.ts', "import '../../executor/main.ts'", 'layer'),
    broken('runtimes/wasm/a.ts', "import '../evm/manifest.ts'", 'layer'),
    broken('runtimes/evm/executor.ts', "import '../process/json-process.ts'", 'layer'),
    broken('runtimes/kernel/a.ts', "import '../testkit/script-block.ts'", 'layer'),
    broken('runtimes/kernel/a.ts', "import '../ledger/ledger-contract.testkit.ts'", 'layer'),
    broken('runtimes/core/a.ts', "import { hash } from 'node:crypto'", 'builtin'),
    broken('runtimes/core/a.ts', "import fs from 'fs'", 'builtin'),
    broken('runtimes/cli/a.ts', "import { app } from 'electron'", 'electron'),
    broken('runtimes/cli/a.test.ts', "import { app } from 'electron/main'", 'electron'),
    broken('runtimes/workspace/a.ts', "const id = 'evm'", 'named'),
  ],
});

describe('the table', () => {
  it('has no cycles', () => {
    const visit = (folder: string, above: readonly string[]): void => {
      expect(above).not.toContain(folder);
      for (const next of LAYERS[folder] ?? []) visit(next, [...above, folder]);
    };
    for (const folder of Object.keys(LAYERS)) visit(folder, []);
  });

  it('takes every folder of runtimes/ without a row for a runtime', () => {
    expect(pluginOf('runtimes/evm/executor.ts')).toBe('runtimes/evm');
    expect(pluginOf('runtimes/kernel/kernel.ts')).toBeUndefined();
    expect(pluginOf('runtimes/registry.ts')).toBeUndefined();
    expect(runtimeIds(root)).toContain('evm');
    expect(runtimeIds(root)).not.toContain('testkit');
  });
});
