/** Lines of a snapshot: JSON without white space. The header and the trailer are objects, every line between them is a list that begins with its kind. */
import type { AccountId, CellKey } from '../../core/cell.ts';
import { toHex } from '../../core/hex.ts';
import { POLICIES, type Decision, type PolicyName } from '../../core/schedule.ts';
import { canonicalConfig } from '../config-digest.ts';
import { BRANCH_NAME } from '../store/store.ts';
import {
  checkRecordJson,
  contextJson,
  contextOf,
  receiptJson,
  receiptOf,
  transactionJson,
  transactionOf,
} from './block-json.ts';
import { configFrom } from './config-shape.ts';
import {
  FORMAT_NAME,
  FORMAT_VERSION,
  KINDS,
  type Counts,
  type RecordKind,
  type SnapshotHeader,
  type SnapshotRecord,
  type SnapshotTrailer,
} from './format.ts';
import {
  account,
  bytes,
  expected,
  hash,
  list,
  matching,
  object,
  orNull,
  ShapeError,
  text,
  whole,
  word,
} from './shape.ts';

const DECISIONS: readonly Decision[] = ['runtimeLost', 'invalidated'];

export function headerLine({ program, config, block, accounts, history, stateRoot }: SnapshotHeader): string {
  const [before, after] = [
    { format: FORMAT_NAME, version: FORMAT_VERSION, program },
    { block, accounts: accounts ?? null, history: history ?? null, stateRoot },
  ].map((part) => JSON.stringify(part).slice(1, -1));
  return `{${before},"config":${canonicalConfig(config)},${after}}`;
}

/** @throws ShapeError */
export function headerOf(value: unknown): SnapshotHeader {
  const fields = ['format', 'version', 'program', 'config', 'block', 'accounts', 'history', 'stateRoot'];
  const json = object(value, 'the header', fields);
  const accounts = orNull(json['accounts'], 'accounts', (all) => list(all, 'accounts', account));
  const unsorted = accounts?.find((one, at) => at > 0 && one <= (accounts[at - 1] as string));
  if (unsorted !== undefined) throw expected('accounts in their order, each once', 'accounts', unsorted);
  const history = orNull(json['history'], 'history', (one) => {
    const { branch, first } = object(one, 'history', ['branch', 'first']);
    return { branch: matching(branch, 'branch', BRANCH_NAME, 'the name of a branch'), first: whole(first, 'first') };
  });
  return {
    program: text(json['program'], 'program'),
    config: configFrom(json['config']),
    block: whole(json['block'], 'block'),
    accounts: accounts as readonly AccountId[] | undefined,
    history,
    stateRoot: hash(json['stateRoot'], 'stateRoot'),
  };
}

export const trailerLine = ({ counts, sha256 }: SnapshotTrailer): string => JSON.stringify({ counts, sha256 });

/** @throws ShapeError */
export function trailerOf(value: unknown): SnapshotTrailer {
  const { counts, sha256 } = object(value, 'the trailer', ['counts', 'sha256']);
  const all = object(counts, 'counts', KINDS);
  const read = Object.fromEntries(KINDS.map((kind) => [kind, whole(all[kind], kind)])) as Counts;
  return { counts: read, sha256: hash(sha256, 'sha256') };
}

export const recordLine = (record: SnapshotRecord): string => JSON.stringify([record.kind, ...fieldsOf(record)]);

function fieldsOf(record: SnapshotRecord): readonly unknown[] {
  switch (record.kind) {
    case 'cell':
      return [record.key, record.value];
    case 'change':
      return [record.key, record.before, record.after];
    case 'code':
    case 'preimage':
      return [record.hash, toHex(record.bytes)];
    case 'artifact':
      return [record.hash, record.runtime, record.contract, record.source, record.compiler, record.json];
    case 'contract':
      return [record.account, record.name, record.artifact, record.block];
    case 'first':
      return [record.number, record.id, record.stateRoot ?? null];
    case 'block':
      return [
        record.number,
        record.id,
        record.policy,
        contextJson(record.context),
        record.decisions,
        record.stateRoot ?? null,
      ];
    case 'tx':
      return [transactionJson(record.transaction), receiptJson(record.receipt)];
    case 'record':
      return [record.index, JSON.parse(record.json)];
    case 'trace':
      return [record.part, record.text];
  }
}

/** How many fields a line of each kind has after its kind. */
const FIELDS: Readonly<Record<RecordKind, number>> = {
  code: 2,
  cell: 2,
  preimage: 2,
  artifact: 6,
  contract: 4,
  first: 3,
  block: 6,
  tx: 2,
  record: 2,
  change: 3,
  trace: 2,
};

/** @param index what a transaction of this line has for a place in its block. @throws ShapeError */
export function recordOf(value: unknown, index: number): SnapshotRecord {
  if (!Array.isArray(value)) throw expected('a list that begins with its kind', 'the line', value);
  const [name, ...fields] = value as unknown[];
  const kind = word(name, 'the kind', KINDS) as RecordKind;
  if (fields.length !== FIELDS[kind])
    throw new ShapeError(`the ${kind} has ${fields.length} fields: expected ${FIELDS[kind]}`);
  const [a, b, c, d, e, f] = fields;
  switch (kind) {
    case 'cell':
      return { kind, key: text(a, 'the key') as CellKey, value: text(b, 'the value') };
    case 'change':
      return { kind, key: text(a, 'the key') as CellKey, before: text(b, 'before'), after: text(c, 'after') };
    case 'code':
    case 'preimage':
      return { kind, hash: hash(a, 'the hash'), bytes: bytes(b, 'the bytes') };
    case 'artifact':
      return {
        kind,
        hash: hash(a, 'the hash'),
        runtime: text(b, 'the runtime'),
        contract: text(c, 'the contract'),
        source: text(d, 'the source'),
        compiler: text(e, 'the compiler'),
        json: text(f, 'the artifact'),
      };
    case 'contract':
      return {
        kind,
        account: account(a, 'the account') as AccountId,
        name: text(b, 'the name'),
        artifact: hash(c, 'the artifact'),
        block: whole(d, 'the block'),
      };
    case 'first':
      return { kind, number: whole(a, 'the number'), id: hash(b, 'the id'), stateRoot: orNull(c, 'the root', hash) };
    case 'block': {
      const number = whole(a, 'the number');
      return {
        kind,
        number,
        id: hash(b, 'the id'),
        policy: word(c, 'the policy', POLICIES) as PolicyName,
        context: contextOf(d, number),
        decisions: list(e, 'decisions', decisionOf),
        stateRoot: orNull(f, 'the root', hash),
      };
    }
    case 'tx':
      return { kind, transaction: transactionOf(a), receipt: receiptOf(b, index) };
    case 'record':
      return { kind, index: whole(a, 'the place'), json: JSON.stringify(checkRecordJson(b)) };
    case 'trace':
      return {
        kind,
        part: word(a, 'the part', ['effects', 'schedule']) as 'effects' | 'schedule',
        text: text(b, 'the text'),
      };
  }
}

function decisionOf(value: unknown, where: string): readonly [number, Decision] {
  const [index, decision] = list(value, where, (part) => part);
  return [whole(index, where), word(decision, where, DECISIONS) as Decision];
}
