import { join } from 'node:path';
import { OWN_FOLDER } from '../files/confined-path.ts';
import { DEFAULTS } from '../scenario/defaults.ts';
import type { Scenario } from '../scenario/model.ts';

/** The first accounts of a workspace have names, so that nobody has to read an address. */
export const ACCOUNT_NAMES = ['alice', 'bob', 'carol', 'dave', 'erin', 'frank', 'grace', 'heidi', 'ivan', 'judy'];

/** Where a workspace's live ledger lies, from its folder. */
export const LIVE_LEDGER = `${OWN_FOLDER}/live.ledger`;

/** What stands in for a scenario where people work by hand: its accounts and its blocks' contexts, and nothing to run. */
export const liveScenario = (folder: string): Scenario => ({
  file: join(folder, LIVE_LEDGER),
  name: 'live',
  seed: DEFAULTS.seed,
  accounts: { count: ACCOUNT_NAMES.length, balance: DEFAULTS.accounts.balance, names: ACCOUNT_NAMES },
  shuffle: false,
  recordSteps: false,
  executors: new Map(),
  lanes: undefined,
  from: undefined,
  export: undefined,
  policy: 'serial',
  chainId: undefined,
  blockSize: DEFAULTS.blockSize,
  genesisTime: DEFAULTS.genesisTime,
  coinbase: DEFAULTS.coinbase,
  baseFee: DEFAULTS.baseFee,
  hardfork: undefined,
  gasLimit: undefined,
  contracts: [],
  precompiles: [],
  setup: [],
  traffic: [],
  expect: [],
});
