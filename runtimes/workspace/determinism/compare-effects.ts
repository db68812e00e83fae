/** What a transaction did in two runs of its block. */
import { parseCell, type CellKey, type CellValue } from '../../core/cell.ts';
import { toHex } from '../../core/hex.ts';
import type { Receipt } from '../../core/receipt.ts';
import type { BlockResult } from '../../kernel/block-request.ts';
import type { TracedEffects } from '../../ledger/ledger.ts';
import { encodeReceipt } from '../../ledger/receipts-digest.ts';
import type { CellNamer } from '../run/name-cells.ts';

export interface EffectsDifference {
  readonly what: 'outcome' | 'gas' | 'output' | 'events' | 'written' | 'read';
  /** Of what was written or read: the cell by name. */
  readonly cell?: string;
  /** In the run, and under the changed condition. */
  readonly was: string;
  readonly now: string;
}

/** The first difference that says most; undefined: the effects are equal. @throws RangeError where a block was run without a trace. */
export function compareEffects(
  index: number,
  was: BlockResult,
  now: BlockResult,
  nameOf: CellNamer,
): EffectsDifference | undefined {
  const [a, b] = [receiptOf(was, index), receiptOf(now, index)];
  const [before, after] = [effectsOf(was, index), effectsOf(now, index)];
  if (a.outcome.status !== b.outcome.status) return { what: 'outcome', was: a.outcome.status, now: b.outcome.status };
  for (const [what, of] of [
    ['written', written],
    ['read', read],
  ] as const) {
    const found = firstOf(of(before), of(after));
    if (found !== undefined) return { what, cell: nameOf(found.key), was: shown(found.was), now: shown(found.now) };
  }
  if (toHex(encodeReceipt(a)) === toHex(encodeReceipt(b))) return undefined;
  const [output, other] = [outputOf(a), outputOf(b)];
  if (output !== other) return { what: 'output', was: output, now: other };
  if (a.gasUsed !== b.gasUsed) return { what: 'gas', was: String(a.gasUsed), now: String(b.gasUsed) };
  return { what: 'events', was: eventsOf(a), now: eventsOf(b) };
}

const shown = (value: string | undefined): string => (value === undefined ? 'nothing' : value === '' ? 'zero' : value);

const written = ({ writes, deltas }: TracedEffects): ReadonlyMap<CellKey, string> =>
  new Map([
    ...writes.map(({ key, value }) => [key, value] as const),
    ...deltas.map(({ key, amount }) => [key, `${amount < 0n ? '' : '+'}${String(amount)}`] as const),
  ]);

const read = ({ reads }: TracedEffects): ReadonlyMap<CellKey, CellValue> =>
  new Map(reads.map(({ key, value }) => [key, value]));

function firstOf(
  was: ReadonlyMap<CellKey, string>,
  now: ReadonlyMap<CellKey, string>,
): { readonly key: CellKey; readonly was: string | undefined; readonly now: string | undefined } | undefined {
  const differing = [...new Set([...was.keys(), ...now.keys()])].filter((key) => was.get(key) !== now.get(key));
  // Balances differ as soon as the gas does.
  const key = differing.find((one) => parseCell(one)?.field.kind === 'storage') ?? differing[0];
  return key && { key, was: was.get(key), now: now.get(key) };
}

function receiptOf({ receipts }: BlockResult, index: number): Receipt {
  const receipt = receipts[index];
  if (receipt === undefined) throw new RangeError(`the block has no transaction ${String(index)}`);
  return receipt;
}

function effectsOf({ trace }: BlockResult, index: number): TracedEffects {
  const effects = trace?.effects[index];
  if (effects === undefined) throw new RangeError(`the block has no trace of transaction ${String(index)}`);
  return effects;
}

function outputOf({ outcome }: Receipt): string {
  switch (outcome.status) {
    case 'success':
      return `0x${toHex(outcome.output)} ${outcome.created ?? ''}`.trim();
    case 'revert':
      return `0x${toHex(outcome.output)}`;
    case 'trap':
    case 'invalid':
    case 'runtimeLost':
      return outcome.reason;
    default:
      return outcome.status;
  }
}

const eventsOf = ({ events }: Receipt): string =>
  events.map(({ topics, data }) => `[${topics.join(' ')}] 0x${toHex(data)}`).join(', ') || 'none';
