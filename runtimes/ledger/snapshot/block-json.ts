/** Blocks, transactions and receipts as JSON: amounts are decimal text, bytes lower-case hex, what is absent has no field. */
import type { BlockContext } from '../../core/block.ts';
import { parseCell, type AccountId } from '../../core/cell.ts';
import type { ContractEvent } from '../../core/effects.ts';
import { toHex } from '../../core/hex.ts';
import { OUTCOME_STATUSES, type Outcome, type OutcomeStatus } from '../../core/outcome.ts';
import type { Receipt } from '../../core/receipt.ts';
import type { Transaction } from '../../core/transaction.ts';
import { account, amount, bytes, expected, hash, list, matching, object, orNull, text, whole, word } from './shape.ts';

const id = (value: unknown, where: string): AccountId => account(value, where) as AccountId;

export const contextJson = (context: BlockContext): object => ({
  timestamp: context.timestamp.toString(),
  coinbase: context.coinbase,
  gasLimit: context.gasLimit.toString(),
  baseFee: context.baseFee.toString(),
  prevRandao: context.prevRandao,
  difficulty: context.difficulty.toString(),
  excessBlobGas: context.excessBlobGas.toString(),
  blockHashes: context.blockHashes,
});

export function contextOf(value: unknown, number: number): BlockContext {
  const json = object(value, 'context', Object.keys(contextJson(SOME_CONTEXT)));
  return {
    number,
    timestamp: amount(json['timestamp'], 'timestamp'),
    coinbase: id(json['coinbase'], 'coinbase'),
    gasLimit: amount(json['gasLimit'], 'gasLimit'),
    baseFee: amount(json['baseFee'], 'baseFee'),
    prevRandao: hash(json['prevRandao'], 'prevRandao'),
    difficulty: amount(json['difficulty'], 'difficulty'),
    excessBlobGas: amount(json['excessBlobGas'], 'excessBlobGas'),
    blockHashes: list(json['blockHashes'], 'blockHashes', hash),
  };
}

const SOME_CONTEXT: BlockContext = {
  number: 0,
  timestamp: 0n,
  coinbase: '' as AccountId,
  gasLimit: 0n,
  baseFee: 0n,
  prevRandao: '',
  difficulty: 0n,
  excessBlobGas: 0n,
  blockHashes: [],
};

export const transactionJson = (tx: Transaction): object => ({
  from: tx.from,
  to: tx.to,
  runtime: tx.runtime,
  nonce: tx.nonce.toString(),
  value: tx.value.toString(),
  data: toHex(tx.data),
  gasLimit: tx.gasLimit.toString(),
  maxFeePerGas: tx.maxFeePerGas.toString(),
  maxPriorityFeePerGas: tx.maxPriorityFeePerGas.toString(),
  type: tx.type,
  ...(tx.accessList && { accessList: tx.accessList.map(({ account, slots }) => [account, slots]) }),
  ...(tx.blobHashes && { blobHashes: tx.blobHashes }),
  ...(tx.maxFeePerBlobGas !== undefined && { maxFeePerBlobGas: tx.maxFeePerBlobGas.toString() }),
  ...(tx.authorizations && {
    authorizations: tx.authorizations.map(({ chainId, address, nonce, authority }) => ({
      chainId: chainId.toString(),
      address,
      nonce: nonce.toString(),
      ...(authority !== undefined && { authority }),
    })),
  }),
});

const TRANSACTION = [
  'from',
  'to',
  'runtime',
  'nonce',
  'value',
  'data',
  'gasLimit',
  'maxFeePerGas',
  'maxPriorityFeePerGas',
  'type',
];
const NEWER = ['accessList', 'blobHashes', 'maxFeePerBlobGas', 'authorizations'];

export function transactionOf(value: unknown): Transaction {
  const json = object(value, 'transaction', TRANSACTION, NEWER);
  const given = <T>(name: string, read: (value: unknown, where: string) => T): T | undefined =>
    json[name] === undefined ? undefined : read(json[name], name);
  const accessList = given('accessList', (all, where) =>
    list(all, where, (one, at) => {
      const [of, slots] = list(one, at, (part) => part);
      return { account: id(of, at), slots: list(slots, at, hash) };
    }),
  );
  const blobHashes = given('blobHashes', (all, where) => list(all, where, hash));
  const maxFeePerBlobGas = given('maxFeePerBlobGas', amount);
  const authorizations = given('authorizations', (all, where) =>
    list(all, where, (one, at) => {
      const { chainId, address, nonce, authority } = object(one, at, ['chainId', 'address', 'nonce'], ['authority']);
      return {
        chainId: amount(chainId, at),
        address: id(address, at),
        nonce: amount(nonce, at),
        ...(authority !== undefined && { authority: id(authority, at) }),
      };
    }),
  );
  return {
    from: id(json['from'], 'from'),
    to: orNull(json['to'], 'to', id) ?? null,
    runtime: text(json['runtime'], 'runtime'),
    nonce: amount(json['nonce'], 'nonce'),
    value: amount(json['value'], 'value'),
    data: bytes(json['data'], 'data'),
    gasLimit: amount(json['gasLimit'], 'gasLimit'),
    maxFeePerGas: amount(json['maxFeePerGas'], 'maxFeePerGas'),
    maxPriorityFeePerGas: amount(json['maxPriorityFeePerGas'], 'maxPriorityFeePerGas'),
    type: whole(json['type'], 'type'),
    ...(accessList && { accessList }),
    ...(blobHashes && { blobHashes }),
    ...(maxFeePerBlobGas !== undefined && { maxFeePerBlobGas }),
    ...(authorizations && { authorizations }),
  };
}

export const receiptJson = ({ outcome, gasUsed, events, runtime }: Receipt): object => ({
  status: outcome.status,
  ...('output' in outcome && { output: toHex(outcome.output) }),
  ...('created' in outcome && { created: outcome.created }),
  ...('reason' in outcome && { reason: outcome.reason }),
  gasUsed: gasUsed.toString(),
  runtime,
  events: events.map(({ account, topics, data }) => [account, topics, toHex(data)]),
});

export function receiptOf(value: unknown, index: number): Receipt {
  const json = object(value, 'receipt', ['status', 'gasUsed', 'runtime', 'events'], ['output', 'created', 'reason']);
  return {
    index,
    outcome: outcomeOf(json),
    gasUsed: amount(json['gasUsed'], 'gasUsed'),
    runtime: text(json['runtime'], 'runtime'),
    events: list(json['events'], 'events', eventOf),
  };
}

function outcomeOf(json: Readonly<Record<string, unknown>>): Outcome {
  const status = word(json['status'], 'status', OUTCOME_STATUSES) as OutcomeStatus;
  switch (status) {
    case 'success': {
      const output = bytes(json['output'], 'output');
      return json['created'] === undefined
        ? { status, output }
        : { status, output, created: id(json['created'], 'created') };
    }
    case 'revert':
      return { status, output: bytes(json['output'], 'output') };
    case 'outOfGas':
    case 'invalidated':
      return { status };
    default:
      return { status, reason: text(json['reason'], 'reason') };
  }
}

function eventOf(value: unknown, where: string): ContractEvent {
  const [of, topics, data] = list(value, where, (part) => part);
  return { account: id(of, where), topics: list(topics, where, hash), data: bytes(data, where) };
}

/** The record of a transaction, by its shape; the value that was given. @throws ShapeError */
export function checkRecordJson(value: unknown): unknown {
  const { reads, writes, deltas, codes } = object(value, 'the record', ['reads', 'writes', 'deltas', 'codes']);
  const pairs = (all: unknown, where: string, check: (second: unknown, at: string) => unknown): void => {
    list(all, where, (one, at) => {
      const [key, second, ...more] = list(one, at, (part) => part);
      if (parseCell(text(key, at)) === undefined || more.length > 0) throw expected('a cell and what it held', at, one);
      return check(second, at);
    });
  };
  pairs(reads, 'reads', (seen, at) => (typeof seen === 'boolean' ? seen : text(seen, at)));
  pairs(writes, 'writes', text);
  pairs(deltas, 'deltas', (by, at) => matching(by, at, /^-?[1-9][0-9]{0,99}$/, 'an amount as decimal text'));
  list(codes, 'codes', hash);
  return value;
}
