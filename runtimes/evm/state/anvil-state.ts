/** States of anvil (Foundry's node): what `--dump-state`, `--state` and `anvil_dumpState` write, and `--load-state` and `anvil_loadState` take. */
import { gunzipSync } from 'node:zlib';
import { err, ok, type Result } from '../../core/result.ts';
import type { ForeignFlaw, ForeignSource, ForeignState, ForeignStateFormat } from '../../sdk/foreign-state.ts';
import { encodeAccount } from './ethereum-root.ts';
import { evmAccounts, NotEthereum } from './evm-accounts.ts';
import { blockHeader, NO_CONTEXT } from './block-header.ts';
import { firstNames, readAccounts, readBlockNumber, readJson } from './json-file.ts';
import type { JsonReader } from './json-reader.ts';
import { readAccount, readSlots } from './read-account.ts';
import { TrieRoot } from './trie-root.ts';
import { wordOf } from './word.ts';
import { keccak256 } from '../../rules/keccak.ts';
import { decodeHex, toHex } from '../../core/hex.ts';
import { accountText, configPhrases } from './write-account.ts';

const GZIP = '1f8b';
/** Bytes of an unpacked state, at most: what a text can be. */
const LARGEST = 2 ** 29 - 2 ** 10;

export const anvilState: ForeignStateFormat = {
  name: 'anvil',
  summary: 'state of the node anvil: --dump-state, --load-state, anvil_dumpState; the EVM part, without history',
  extensions: ['anvil.json', 'anvil-state.json'],
  recognises: (start) => {
    if (packedText(start) !== undefined || isGzip(start)) return true;
    const names = firstNames(start);
    return names.includes('accounts') || names.includes('best_block_number') || isReply(names);
  },
  *write(source) {
    const { number, text } = blockEnvironment(source);
    yield `{"block":${text},"accounts":{`;
    const leftOut = new NotEthereum();
    const trie = new TrieRoot();
    let written = 0;
    for (const account of evmAccounts(source.cells, leftOut)) {
      trie.add(keccak256(decodeHex(account.account)), encodeAccount(account));
      yield* accountText(account, written++ === 0, source, (nonce) => nonce.toString());
    }
    const header = blockHeader(source, `0x${toHex(trie.root())}`);
    const block = JSON.stringify({ header, transactions: [], ommers: [], withdrawals: null });
    yield `},"best_block_number":${number},"blocks":[${block}],"transactions":[],"historical_states":null}\n`;
    const { chainId, hardfork } = source.config;
    return [
      ...leftOut.phrases,
      ...configPhrases(source.config),
      `the chain id and the hardfork (start anvil with --chain-id ${chainId} --hardfork ${hardfork})`,
    ];
  },
  read: (bytes) => {
    const unpacked = unpack(bytes);
    return unpacked.ok ? readJson(unpacked.value, readState) : unpacked;
  },
};

/** The environment of the newest block; what is not said here anvil fills in. */
function blockEnvironment({ block, context = NO_CONTEXT }: ForeignSource): { readonly number: number; text: string } {
  const hex = (value: bigint): string => `0x${value.toString(16)}`;
  const text = `{"number":"${hex(BigInt(block))}","beneficiary":"0x${context.coinbase.slice(0, 40)}","timestamp":"${hex(context.timestamp)}","gas_limit":${context.gasLimit},"basefee":${context.baseFee},"difficulty":"${hex(context.difficulty)}","prevrandao":"0x${context.prevRandao}"}`;
  return { number: block, text };
}

function readState(reader: JsonReader): ForeignState {
  let accounts: ReturnType<typeof readAccounts> | undefined;
  let environment: { readonly number: number; readonly timestamp: bigint } | undefined;
  let best: number | undefined;
  const passedBy: string[] = [];
  reader.object('a state', (name) => {
    if (name === 'accounts') accounts = readAccounts(reader, () => readAccount(reader, ACCOUNT));
    else if (name === 'block') environment = reader.isNull() ? undefined : readEnvironment(reader);
    else if (name === 'best_block_number') best = reader.isNull() ? undefined : readBlockNumber(reader);
    else {
      const count = reader.isNull() ? 0 : reader.skip();
      const what = HISTORY[name];
      if (what === undefined) passedBy.push(`"${name}", which this program does not know`);
      else if (count > 0) passedBy.push(`${what}: ${count}`);
    }
  });
  if (accounts === undefined) throw reader.missing('accounts');
  const { state, count } = accounts;
  return {
    block: best ?? environment?.number ?? 0,
    timestamp: environment?.timestamp,
    chainId: undefined,
    hardfork: undefined,
    accounts: count,
    cells: state.cells,
    codes: state.codes,
    omitted: passedBy,
  };
}

const HISTORY: Readonly<Record<string, string>> = {
  blocks: 'blocks of its history',
  transactions: 'transactions with their receipts',
  historical_states: 'states of the past',
};

/** Versions before 0.2 wrote storage keys and values as short numbers. */
const ACCOUNT = {
  slots: (reader: JsonReader): ReadonlyMap<string, bigint> =>
    readSlots(
      reader,
      (key) => wordOf(key, 256)?.toString(16).padStart(64, '0'),
      () => reader.integer(256),
    ),
  ignored: [],
};

function readEnvironment(reader: JsonReader): { readonly number: number; readonly timestamp: bigint } {
  const environment = { number: 0, timestamp: 0n };
  reader.object('the block', (name) => {
    if (name === 'number') environment.number = readBlockNumber(reader);
    else if (name === 'timestamp') environment.timestamp = reader.integer(64);
    else reader.skip();
  });
  return environment;
}

const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;
const isReply = (names: readonly string[]): boolean => names.includes('jsonrpc') && names.includes('result');

/** The hex that `anvil_dumpState` answers with, alone or in quotes; undefined: it is something else. */
function packedText(bytes: Uint8Array): string | undefined {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1').trim();
  const hex = text.startsWith('"') ? text.replace(/^"|"$/g, '') : text;
  return hex.startsWith(`0x${GZIP}`) ? hex.slice(2) : undefined;
}

/** What is gzipped, as bytes or as the hex of an answer, or JSON as it is. */
function unpack(bytes: Uint8Array): Result<Uint8Array, ForeignFlaw> {
  if (isGzip(bytes)) return gunzipped(bytes);
  const alone = packedText(bytes);
  if (alone !== undefined) return gunzippedHex(alone);
  const answer = isReply(firstNames(bytes.subarray(0, 2 ** 16))) ? readJson(bytes, readAnswer) : undefined;
  if (answer === undefined) return ok(bytes);
  return answer.ok ? gunzippedHex(answer.value) : answer;
}

/** Of JSON-RPC. */
function readAnswer(reader: JsonReader): string {
  let packed: string | undefined;
  reader.object('an answer', (name) => {
    if (name !== 'result') reader.skip();
    else
      packed = reader.parsed('a state that anvil_dumpState gives', (text) =>
        text.startsWith(`0x${GZIP}`) ? text.slice(2) : undefined,
      );
  });
  if (packed === undefined) throw reader.missing('result');
  return packed;
}

function gunzippedHex(hex: string): Result<Uint8Array, ForeignFlaw> {
  if (hex.length % 2 === 0 && /^[0-9a-fA-F]*$/.test(hex)) return gunzipped(decodeHex(hex));
  const odd = /[^0-9a-fA-F]/.exec(hex);
  const where = odd === null ? 'it ends in the middle of a byte' : `digit ${odd.index + 1} of its hex is none`;
  return err({ message: `the answer of anvil_dumpState is damaged: ${where}` });
}

function gunzipped(bytes: Uint8Array): Result<Uint8Array, ForeignFlaw> {
  try {
    return ok(gunzipSync(bytes, { maxOutputLength: LARGEST }));
  } catch (error) {
    const { code, message } = error as { code?: unknown; message: string };
    if (code === 'ERR_BUFFER_TOO_LARGE') return err({ message: `it is more than ${LARGEST} bytes unpacked` });
    return err({ message: `what is gzipped in it is cut or damaged: ${message}` });
  }
}
