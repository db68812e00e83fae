/** What Wasm contributes to the house. */
import { createAccessLearner } from '../rules/access-learner.ts';
import { gasCapOf } from '../rules/gas-cap.ts';
import { DEFAULT_HARDFORK, hardforkName } from '../rules/hardforks.ts';
import { intrinsicGas } from '../rules/intrinsic-gas.ts';
import { rulesOf } from '../rules/rules.ts';
import { createSlotNamer } from '../rules/storage-layout.ts';
import type { RuntimeModule } from '../sdk/runtime-module.ts';
import { compilers } from './compiler.ts';
import { manifest } from './manifest.ts';

export const wasm: RuntimeModule = {
  manifest,
  executor: new URL('./executor.ts', import.meta.url).href,
  lanes: 1,
  compilers,
  intrinsicGas: (tx, { hardfork }) => {
    const { gas, floor } = intrinsicGas(tx, rulesOf(hardforkName(hardfork) ?? DEFAULT_HARDFORK));
    return gas > floor ? gas : floor;
  },
  gasCap: gasCapOf,
  createSlotNamer,
  createAccessLearner,
  toolchains: async () => (await import('./toolchains.ts')).toolchains(),
};
