/** The genesis.json of go-ethereum and those who follow it: `alloc`, which is a state, and the `config` of a chain. */
import { err } from '../../core/result.ts';
import type { ForeignSource, ForeignState, ForeignStateFormat } from '../../sdk/foreign-state.ts';
import { forkOf, NO_CONTEXT } from './block-header.ts';
import { evmAccounts, NotEthereum } from './evm-accounts.ts';
import { forkConfig, forksInForce } from './genesis-forks.ts';
import { firstNames, readAccounts, readBlockNumber, readJson } from './json-file.ts';
import type { JsonReader } from './json-reader.ts';
import { readAccount, readSlots } from './read-account.ts';
import { addressOfText, slotOfHex } from './word.ts';
import { accountText, configPhrases } from './write-account.ts';
import { isSince } from '../../rules/hardforks.ts';

export const genesisJson: ForeignStateFormat = {
  name: 'genesis',
  summary: 'genesis.json of go-ethereum and others: alloc and config; the EVM part, as a chain begins',
  extensions: ['genesis.json'],
  recognises: (start) => {
    const names = firstNames(start);
    return names.includes('alloc') || isAlloc(names);
  },
  *write(source) {
    yield `${opening(source)},"alloc":{`;
    const leftOut = new NotEthereum();
    let written = 0;
    for (const account of evmAccounts(source.cells, leftOut))
      yield* accountText(account, written++ === 0, source, (nonce) => `"0x${nonce.toString(16)}"`);
    yield '}}\n';
    const phrases = [...leftOut.phrases, ...configPhrases(source.config)];
    return source.block === 0 ? phrases : [...phrases, `the number of the block, ${source.block}: a genesis has 0`];
  },
  // `alloc` may also stand alone.
  read: (bytes) =>
    readJson(bytes, (reader) =>
      isAlloc(firstNames(bytes.subarray(0, 2 ** 16))) ? readAlloc(reader) : readGenesis(reader),
    ),
};

const isAlloc = (names: readonly string[]): boolean => names[0] !== undefined && addressOfText(names[0]) !== undefined;

/** All members but `alloc`, without the brace at the end. */
function opening(source: ForeignSource): string {
  const { config, context = NO_CONTEXT } = source;
  const fork = forkOf(source);
  const hex = (value: bigint): string => `0x${value.toString(16)}`;
  const genesis = {
    nonce: '0x0',
    timestamp: hex(context.timestamp),
    extraData: '0x',
    gasLimit: hex(context.gasLimit),
    difficulty: hex(context.difficulty),
    mixHash: `0x${context.prevRandao}`,
    coinbase: `0x${context.coinbase.slice(0, 40)}`,
    ...(isSince(fork, 'london') && { baseFeePerGas: hex(context.baseFee) }),
    ...(isSince(fork, 'cancun') && { excessBlobGas: hex(context.excessBlobGas), blobGasUsed: '0x0' }),
  };
  return `{"config":${forkConfig(config.chainId, fork)},${JSON.stringify(genesis).slice(1, -1)}`;
}

/** Keys for wallets and notes, as other clients have them. */
const ACCOUNT = {
  slots: (reader: JsonReader): ReadonlyMap<string, bigint> =>
    readSlots(reader, slotOfHex, () => BigInt(`0x${reader.parsed('32 bytes in hex', slotOfHex)}`)),
  ignored: ['secretKey', 'privateKey', 'comment', '_comment'],
};

const readAllAccounts = (reader: JsonReader): ReturnType<typeof readAccounts> =>
  readAccounts(reader, () => readAccount(reader, ACCOUNT));

function readAlloc(reader: JsonReader): ForeignState {
  const { state, count } = readAllAccounts(reader);
  const { cells, codes } = state;
  return {
    block: 0,
    timestamp: undefined,
    chainId: undefined,
    hardfork: undefined,
    accounts: count,
    cells,
    codes,
    omitted: [],
  };
}

function readGenesis(reader: JsonReader): ForeignState {
  let accounts: ReturnType<typeof readAccounts> | undefined;
  let config: ReadonlyMap<string, bigint> | undefined;
  let block = 0;
  let timestamp = 0n;
  reader.object('a genesis', (name) => {
    if (name === 'alloc') accounts = readAllAccounts(reader);
    else if (name === 'config') config = reader.isNull() ? undefined : readConfig(reader);
    else if (name === 'number') block = readBlockNumber(reader);
    else if (name === 'timestamp') timestamp = reader.integer(64);
    // What else there is describes the first block, not the state.
    else reader.skip();
  });
  if (accounts === undefined) throw reader.missing('alloc');
  const { state, count } = accounts;
  const forks = config && forksInForce(config, block, timestamp);
  const later = forks?.later ?? [];
  return {
    block,
    timestamp,
    chainId: config?.get('chainId'),
    hardfork: forks && (forks.hardfork.ok ? forks.hardfork : err(forks.hardfork.error)),
    accounts: count,
    cells: state.cells,
    codes: state.codes,
    omitted:
      later.length === 0
        ? []
        : [`the hardforks that come later (${later.join(', ')}): a ledger keeps the one that it begins with`],
  };
}

/** Its numbers by their names. */
function readConfig(reader: JsonReader): ReadonlyMap<string, bigint> {
  const numbers = new Map<string, bigint>();
  reader.object('the configuration', (name) => {
    const isNumber = name === 'chainId' || name === 'terminalTotalDifficulty' || /(?:Block|Time)$/.test(name);
    if (!isNumber) reader.skip();
    else if (!reader.isNull()) numbers.set(name, reader.integer(256));
  });
  return numbers;
}
