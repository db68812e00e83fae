/**
 * What running a block left for people, as JSON: any tool can read it out of the file. Cells stand in a list of their own, and are
 * named by their place in it: a block names the same few cells over and over.
 *
 *     effects   { cells: [key...], transactions: [{ reads: [[cell, value]...], writes: [[cell, value]...],
 *                 deltas: [[cell, amount]...], frames: [...] }...] }
 *     schedule  { cells: [key...], events: [event...] }     events as in core/schedule.ts, amounts as decimal text
 */
import type { CellKey, CellValue } from '../../core/cell.ts';
import type { FrameRecord } from '../../core/frame.ts';
import { decodeHex, toHex } from '../../core/hex.ts';
import type { ScheduleEvent } from '../../core/schedule.ts';
import type { TracedEffects } from '../ledger.ts';

class CellList {
  readonly keys: CellKey[] = [];
  readonly #places = new Map<CellKey, number>();

  place(key: CellKey): number {
    let place = this.#places.get(key);
    if (place === undefined) {
      place = this.keys.push(key) - 1;
      this.#places.set(key, place);
    }
    return place;
  }
}

type Pair = readonly [number, CellValue];

interface EffectsJson {
  readonly cells: readonly CellKey[];
  readonly transactions: readonly {
    readonly reads: readonly Pair[];
    readonly writes: readonly Pair[];
    readonly deltas: readonly Pair[];
    readonly frames: readonly FrameJson[];
  }[];
}

type FrameJson = Omit<FrameRecord, 'value' | 'selector' | 'gas' | 'gasUsed' | 'said'> &
  Record<'value' | 'selector' | 'gas' | 'gasUsed', string> & { readonly said?: string };

const frameJson = ({ said, ...frame }: FrameRecord): FrameJson => ({
  ...frame,
  ...(said !== undefined && { said: toHex(said) }),
  value: frame.value.toString(),
  selector: toHex(frame.selector),
  gas: frame.gas.toString(),
  gasUsed: frame.gasUsed.toString(),
});

const frameOf = ({ said, ...frame }: FrameJson): FrameRecord => ({
  ...frame,
  ...(said !== undefined && { said: decodeHex(said) }),
  value: BigInt(frame.value),
  selector: decodeHex(frame.selector),
  gas: BigInt(frame.gas),
  gasUsed: BigInt(frame.gasUsed),
});

export function effectsJson(effects: readonly TracedEffects[]): string {
  const cells = new CellList();
  const transactions = effects.map(({ reads, writes, deltas, frames }) => ({
    reads: reads.map(({ key, value }): Pair => [cells.place(key), value]),
    writes: writes.map(({ key, value }): Pair => [cells.place(key), value]),
    deltas: deltas.map(({ key, amount }): Pair => [cells.place(key), amount.toString()]),
    frames: frames.map(frameJson),
  }));
  return JSON.stringify({ cells: cells.keys, transactions });
}

/** What `effectsJson` wrote. */
export function effectsOf(json: string): readonly TracedEffects[] {
  const { cells, transactions } = JSON.parse(json) as EffectsJson;
  const key = (place: number): CellKey => cells[place] as CellKey;
  return transactions.map(({ reads, writes, deltas, frames }) => ({
    reads: reads.map(([cell, value]) => ({ key: key(cell), value })),
    writes: writes.map(([cell, value]) => ({ key: key(cell), value })),
    deltas: deltas.map(([cell, amount]) => ({ key: key(cell), amount: BigInt(amount) })),
    frames: frames.map(frameOf),
  }));
}

const CELL_FIELDS = new Set(['cell', 'key']);

export function scheduleJson(events: readonly ScheduleEvent[]): string {
  const cells = new CellList();
  const json = JSON.stringify(events, (name, value: unknown) =>
    CELL_FIELDS.has(name) ? cells.place(value as CellKey) : typeof value === 'bigint' ? value.toString() : value,
  );
  return `{"cells":${JSON.stringify(cells.keys)},"events":${json}}`;
}

/** What `scheduleJson` wrote. */
export function scheduleOf(json: string): readonly ScheduleEvent[] {
  const { cells, events } = JSON.parse(json) as { cells: readonly CellKey[]; events: readonly unknown[] };
  const named = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(named);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, field]) => [
        name,
        CELL_FIELDS.has(name) ? cells[field as number] : name === 'amount' ? BigInt(field as string) : named(field),
      ]),
    );
  };
  return events.map((event) => named(event) as ScheduleEvent);
}
