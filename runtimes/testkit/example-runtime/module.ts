/** What the example contributes to the house: `installed.with(stack)` is a registry that has it. */
import { createAccessLearner } from '../../rules/access-learner.ts';
import { gasCapOf } from '../../rules/gas-cap.ts';
import { leastGasOf } from '../../rules/intrinsic-gas.ts';
import { createSlotFinder, createSlotNamer, createSlotReader } from '../../rules/storage-layout.ts';
import type { RuntimeModule } from '../../sdk/runtime-module.ts';
import { compilerModule } from './compiler.ts';
import { manifest } from './manifest.ts';

export const stack: RuntimeModule = {
  manifest,
  executor: new URL('./executor.ts', import.meta.url).href,
  lanes: 1,
  compilers: [compilerModule],
  intrinsicGas: leastGasOf,
  gasCap: gasCapOf,
  createSlotNamer,
  createSlotReader,
  createSlotFinder,
  createAccessLearner,
};
