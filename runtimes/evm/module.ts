/** What the EVM contributes to the house. */
import type { RuntimeModule } from '../sdk/runtime-module.ts';
import { createAccessLearner } from '../rules/access-learner.ts';
import { compilers, librariesOf, link, linkReferencesOf, verifyCode } from './compiler.ts';
import { createSlotFinder, createSlotNamer, createSlotReader } from '../rules/storage-layout.ts';
import { DEFAULT_HARDFORK, HARDFORKS, hardforkName } from '../rules/hardforks.ts';
import { sourceOfInstruction } from './compiler/source-of-instruction.ts';
import { builtinsOf } from './builtins.ts';
import { gasCapOf } from '../rules/gas-cap.ts';
import { leastGasOf } from '../rules/intrinsic-gas.ts';
import { debugMachine } from './debug/debug-machine.ts';
import { structLogs } from './debug/struct-logs.ts';
import { manifest } from './manifest.ts';
import { anvilState } from './state/anvil-state.ts';
import { genesisJson } from './state/genesis-json.ts';
import { ethereumStateRoot } from './state/ethereum-root.ts';

export const evm: RuntimeModule & {
  readonly hardforks: { readonly default: string; readonly known: readonly string[] };
} = {
  manifest,
  executor: new URL('./executor.ts', import.meta.url).href,
  lanes: 1,
  compilers,
  hardforks: { default: DEFAULT_HARDFORK, known: HARDFORKS },
  intrinsicGas: leastGasOf,
  gasCap: gasCapOf,
  builtins: ({ hardfork }) => builtinsOf(hardforkName(hardfork) ?? DEFAULT_HARDFORK),
  createSlotNamer,
  createSlotReader,
  verifyCode,
  createSlotFinder,
  sourceOf: sourceOfInstruction,
  structLogs,
  loadDebugInfo: async () => (await import('./debug/solidity/solidity-debug-info.ts')).solidityDebugInfo,
  debugMachine,
  createAccessLearner,
  foreignRoot: ethereumStateRoot,
  stateFormats: [anvilState, genesisJson],
  conformance: async (options) => {
    const { runConformance } = await import('./conformance/run-conformance.ts');
    const { FixtureSourceError } = await import('./conformance/fixture-files.ts');
    try {
      return { ok: true, value: await runConformance(options) };
    } catch (error) {
      if (error instanceof FixtureSourceError) return { ok: false, error: error.message };
      throw error;
    }
  },
  toolchains: async (folder) => (await import('./toolchains.ts')).toolchains(folder),
  missingLibraries: (artifact) => librariesOf(linkReferencesOf(artifact)),
  link: (artifact, addresses) => {
    const linked = link(artifact.code, linkReferencesOf(artifact), addresses);
    return linked.ok ? { ok: true, value: { ...artifact, code: linked.value } } : linked;
  },
};
