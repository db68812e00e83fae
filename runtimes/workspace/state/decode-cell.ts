/** Cells as people read them: whose they are, which variables are in them, what these hold. */
import { parseCell, parseCode, type AccountId, type CellField, type CellKey, type CellValue } from '../../core/cell.ts';
import { cellNamer, type Named } from '../run/name-cells.ts';
import { numberText, partReader } from '../run/read-cells.ts';
import type { Registry } from '../../registry.ts';

export interface DecodedCell {
  readonly key: CellKey;
  readonly account: AccountId;
  /** As people know the account: a name, else `0x…`. */
  readonly owner: string;
  /** The variables in it; of what nobody knows, one. */
  readonly parts: readonly CellPart[];
  readonly raw: CellValue;
}

export interface CellPart {
  /** Without the account: `balances[alice]`, `@balance`, `[0x…]`. */
  readonly name: string;
  /** The variable that it belongs to: `balances`; empty where nobody knows it. */
  readonly variable: string;
  /** As in the source: `uint256`; `wei` of a balance, `code`, `number`, `counter`; empty where nobody knows. */
  readonly type: string;
  /** In words: numbers in decimal, accounts by name; empty: nothing is there. */
  readonly value: string;
}

export type CellDecoder = (key: CellKey, raw: CellValue) => DecodedCell;

const decoders = new WeakMap<Named, CellDecoder>();

/** One for each `named`, whoever asks: it remembers what it has found. */
export function cellDecoder(registry: Registry, named: Named): CellDecoder {
  const known = decoders.get(named) ?? newDecoder(registry, named);
  decoders.set(named, known);
  return known;
}

function newDecoder(registry: Registry, named: Named): CellDecoder {
  const [nameOf, partsOf] = [cellNamer(registry, named), partReader(registry, named)];
  return (key, raw) => {
    const cell = parseCell(key);
    const account = cell?.account ?? ('' as AccountId);
    const owner = named.labels.get(account) ?? `0x${account}`;
    const name = cell === undefined ? key : nameOf(key).slice(owner.length + 1);
    const read = cell?.field.kind === 'storage' ? partsOf(key, raw) : [];
    const parts = read.map((part) => ({ ...part, variable: variableOf(part.name) }));
    if (parts.length > 0) return { key, account, owner, raw, parts };
    const kind = cell?.field.kind;
    const type = typeOf(kind, name);
    const value = kind === 'code' ? codeText(raw) : numberText(raw);
    return { key, account, owner, raw, parts: [{ name, variable: variableOf(name), type, value }] };
  };
}

function typeOf(kind: CellField['kind'] | undefined, name: string): string {
  if (kind === 'balance') return 'wei';
  if (kind === 'code') return 'code';
  if (kind !== 'storage') return 'number';
  // A counter's parts have names, but are not for readers of words.
  return name.startsWith('[') ? '' : 'counter';
}

/** `balances[alice]`, `user.name`, `hits (added)`: the word that they begin with. */
const variableOf = (name: string): string => /^@?[\p{L}\p{N}_$@]+/u.exec(name)?.[0] ?? '';

/** The runtime that runs it. */
const codeText = (raw: CellValue): string => parseCode(raw)?.runtime ?? raw;
