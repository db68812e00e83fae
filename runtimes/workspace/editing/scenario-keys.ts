/** The keys of a scenario file by their place, each in a sentence. What is read where, `scenario/` decides: a test holds both together. */
export interface ScenarioKey {
  readonly key: string;
  readonly documentation: string;
  /** What follows the colon in an example. */
  readonly example: string;
}

const keys = (
  table: Readonly<Record<string, readonly [documentation: string, example: string]>>,
): readonly ScenarioKey[] =>
  Object.entries(table).map(([key, [documentation, example]]) => ({ key, documentation, example }));

const SOURCE = {
  source: ['The file with the code, relative to this one.', 'contracts/Token.sol'],
  contract: ['Which contract of the file, where it has several.', 'Token'],
} as const;

export const TOP = keys({
  name: ['Name of the scenario; otherwise the name of the file.', 'rush'],
  seed: ['What the order and the random values come from: the same seed, the same run.', '7'],
  accounts: ['How many accounts there are, what each holds, and names for the first of them.', '{ count: 100 }'],
  executors: ['How many executors of each runtime.', '{ evm: 2 }'],
  lanes: [
    'Lanes of each executor: one number, or one by runtime. Otherwise as many as the runtime thinks fit.',
    '{ evm: 4 }',
  ],
  policy: ['How concurrency is controlled.', 'optimistic'],
  shuffle: ['Whether the seed mixes the traffic; false: it is submitted as it stands here.', 'false'],
  recordSteps: [
    'Whether the steps of transactions are recorded that run code which is not deterministic, for the debugger.',
    'true',
  ],
  from: ['What to begin from: a snapshot, or the file of a ledger.', 'start.json'],
  export: ['Where to write a snapshot of the end.', 'end.json'],
  chainId: ['Id of the chain.', '31337'],
  blockSize: ['Transactions in a block, at most.', '1000'],
  genesisTime: ['Time of the first block: seconds since 1970, or a date.', '2026-01-01T00:00:00Z'],
  coinbase: ['Who gets the fees.', "'0x…'"],
  baseFee: ['Base fee, in wei per gas.', '1 gwei'],
  hardfork: ['Which rules of Ethereum hold; otherwise the newest.', 'cancun'],
  gasLimit: ['Gas of a block, at most.', '30000000'],
  precompiles: ['Code that answers at an address from the beginning on.', ''],
  contracts: ['What is deployed by account 0, in this order, and what is there already.', ''],
  setup: ['Transactions before the traffic, one after the other.', ''],
  traffic: ['Transactions that run concurrently.', ''],
  expect: ['What must be read in the end.', ''],
});

export const ACCOUNTS = keys({
  count: ['How many accounts there are.', '100'],
  balance: ['What each of them holds in the beginning.', '1000 ether'],
  names: ['Names of the first accounts: the first, the second, and so on.', '[alice, bob]'],
});

export const CONTRACT = keys({
  ...SOURCE,
  args: ['Arguments of the constructor.', '[1000000 ether]'],
  value: ['Wei that is sent along.', '1 ether'],
  gas: ['Gas of the deployment, at most.', '3000000'],
  at: ['Where it is already: an address, a view call that tells, or ledger.', 'ledger'],
  abi: ['A file with its ABI, for one that is there already.', 'artifacts/Pair.json'],
});

export const PRECOMPILE = keys({
  at: ['The address that it is called at.', "'0x…'"],
  ...SOURCE,
  gas: ['What a call costs: metered, or a price.', '{ base: 300, perWord: 12 }'],
});

export const ENTRY = keys({
  from: ['Who sends it: an account by name or index, random, zipf, or { zipf: 2 }: more skewed.', 'random'],
  to: ['A contract, an address, or an account.', 'token'],
  call: ['The function, with its types where it is overloaded.', 'transfer'],
  args: ['Arguments of the function.', '[$alice, 5 ether]'],
  value: ['Wei that is sent along.', '1 ether'],
  gas: ['Gas of the transaction, at most.', '100000'],
  fee: ['Priority fee, in wei per gas.', '1 gwei'],
  count: ['How many such transactions.', '100'],
});

export const EXPECTATION = keys({
  read: ['A view call, or balance(..) of an account, a contract or an address.', 'token.totalSupply()'],
  args: ['Arguments of the call, where they do not stand in it.', '[$alice]'],
  equals: ['What must be read.', '1000000 ether'],
});

export const GENERATOR = keys({
  account: ['An account: its name or index, random, zipf, or { zipf: 2 }: more skewed.', 'random'],
  int: ['A random integer between two, both included.', '[1, 100]'],
  oneOf: ['One of several values.', '[1, 2, 3]'],
  bytes: ['So many random bytes.', '32'],
});

export const POLICY_DOCS: Readonly<Record<string, string>> = {
  optimistic: 'Everything runs at once; what has read too early runs again.',
  declared: 'What transactions are known to touch decides what runs at the same time.',
  'first-committer-wins': 'Everything runs on the state before the block; of those that conflict the first counts.',
  serial: 'One after the other.',
};
