/** What .NET contributes to the house. */
import { err, ok } from '../core/result.ts';
import { createAccessLearner } from '../rules/access-learner.ts';
import { delegateOf } from '../rules/delegation.ts';
import { gasCapOf } from '../rules/gas-cap.ts';
import { leastGasOf } from '../rules/intrinsic-gas.ts';
import { createSlotFinder, createSlotNamer, createSlotReader } from '../rules/storage-layout.ts';
import type { RuntimeModule } from '../sdk/runtime-module.ts';
import { compilers } from './compiler.ts';
import { debugMachine } from './debug/debug-machine.ts';
import { unpackSource, unwrapSource } from './envelope.ts';
import { manifest } from './manifest.ts';
import { precompile } from './precompile.ts';

export const cil: RuntimeModule = {
  manifest,
  executor: new URL('./executor.ts', import.meta.url).href,
  lanes: 1,
  compilers,
  intrinsicGas: leastGasOf,
  gasCap: gasCapOf,
  createSlotNamer,
  createSlotReader,
  createSlotFinder,
  createAccessLearner,
  precompile,
  loadDebugInfo: async () => (await import('./debug/debug-info.ts')).debugInfo,
  debugMachine,
  // Of source only what our compiler makes of it ever runs: it is compiled where it is loaded.
  acceptsCode: async (code, trustedFor) => {
    if (delegateOf(code) !== undefined) return ok(undefined);
    const source = unpackSource(code);
    if (!source.ok) return source;
    const { compiler, contract, assembly } = source.value;
    if (compiler !== manifest.version)
      return err(`${contract} is for the compiler ${compiler.slice(0, 80)}, and this is ${manifest.version}`);
    if (assembly === undefined) return ok(undefined);
    return (await import('./foreign/accept-assembly.ts')).acceptAssembly(contract, assembly, trustedFor);
  },
  isDeterministic: (code, form) => {
    const opened = form === 'code' ? ok({ payload: code }) : unwrapSource(code);
    const source = opened.ok ? unpackSource(opened.value.payload) : opened;
    return !(source.ok && source.value.nonDeterministic === true);
  },
  prepareDebug: async (codes, options) => (await import('./compiler/prepare-debug.ts')).prepareDebug(codes, options),
  toolchains: async () => (await import('./toolchains.ts')).toolchains(),
};
