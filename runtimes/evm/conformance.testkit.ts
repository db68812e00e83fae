import type { RuntimeAdapter } from '../testkit/conformance/adapter.ts';
import { readProbe } from '../testkit/conformance/read-probe.ts';
import { evm } from './module.ts';

/** The EVM and its probe, as the conformance kit is given them. */
export const SOLIDITY = {
  runtime: evm,
  probe: { file: 'Probe.sol', text: readProbe('Probe.sol') },
  endings: {
    trap: { status: 'trap', reason: 'invalid opcode' },
    recurse: { status: 'trap', reason: 'stack overflow' },
    hoard: { status: 'outOfGas' },
  },
} satisfies Partial<RuntimeAdapter>;
