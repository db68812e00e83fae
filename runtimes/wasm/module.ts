/** What Wasm contributes to the house. */
import { ok } from '../core/result.ts';
import { createAccessLearner } from '../rules/access-learner.ts';
import { delegateOf } from '../rules/delegation.ts';
import { gasCapOf } from '../rules/gas-cap.ts';
import { leastGasOf } from '../rules/intrinsic-gas.ts';
import { createSlotFinder, createSlotNamer, createSlotReader } from '../rules/storage-layout.ts';
import type { RuntimeModule } from '../sdk/runtime-module.ts';
import { compilers } from './compiler.ts';
import { debugMachine } from './debug/debug-machine.ts';
import { manifest } from './manifest.ts';
import { prepareModule } from './module/prepare.ts';
import { precompile } from './precompile.ts';

export const wasm: RuntimeModule = {
  manifest,
  executor: new URL('./executor.ts', import.meta.url).href,
  lanes: 1,
  compilers,
  intrinsicGas: leastGasOf,
  gasCap: gasCapOf,
  createSlotNamer,
  createSlotReader,
  createSlotFinder,
  precompile,
  acceptsCode: (code) => {
    const prepared = delegateOf(code) === undefined ? prepareModule(code) : ok(undefined);
    return prepared.ok ? ok(undefined) : prepared;
  },
  createAccessLearner,
  loadDebugInfo: async () => (await import('./debug/debug-info.ts')).debugInfo,
  debugMachine,
  toolchains: async () => (await import('./toolchains.ts')).toolchains(),
};
