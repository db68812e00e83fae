/** What the EVM contributes to the house. */
import type { RuntimeModule } from '../sdk/runtime-module.ts';
import { createAccessLearner } from './access-learner.ts';
import { compilers, librariesOf, link, linkReferencesOf } from './compiler.ts';
import { createNamer, createPreimageIndex, parseStorageLayout } from './decode.ts';
import { DEFAULT_HARDFORK, HARDFORKS, hardforkName, isSince } from './execution/hardforks.ts';
import { intrinsicGas } from './execution/intrinsic-gas.ts';
import { rulesOf } from './execution/rules.ts';
import { manifest } from './manifest.ts';

/** EIP-7825. */
const TRANSACTION_GAS_CAP = 16_777_216n;

const nameOf = (hardfork: string): (typeof HARDFORKS)[number] => hardforkName(hardfork) ?? DEFAULT_HARDFORK;

export const evm: RuntimeModule & {
  readonly hardforks: { readonly default: string; readonly known: readonly string[] };
} = {
  manifest,
  executor: new URL('./executor.ts', import.meta.url).href,
  lanes: 1,
  compilers,
  hardforks: { default: DEFAULT_HARDFORK, known: HARDFORKS },
  intrinsicGas: (tx, { hardfork }) => {
    const { gas, floor } = intrinsicGas(tx, rulesOf(nameOf(hardfork)));
    return gas > floor ? gas : floor;
  },
  gasCap: ({ hardfork }) => (isSince(nameOf(hardfork), 'osaka') ? TRANSACTION_GAS_CAP : undefined),
  createSlotNamer: (storageLayout, entries) => {
    const layout = parseStorageLayout(storageLayout);
    if (layout === undefined) return undefined;
    const namer = createNamer(layout, createPreimageIndex(entries));
    return (slot) => (namer.places(slot).length > 0 ? namer.name(slot) : undefined);
  },
  createAccessLearner,
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
  missingLibraries: (artifact) => librariesOf(linkReferencesOf(artifact)),
  link: (artifact, addresses) => {
    const linked = link(artifact.code, linkReferencesOf(artifact), addresses);
    return linked.ok ? { ok: true, value: { ...artifact, code: linked.value } } : linked;
  },
};
