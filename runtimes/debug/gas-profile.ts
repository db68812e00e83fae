/** Where a transaction's gas goes: by line of source, and by call. */
import { ROW, type Timeline } from './timeline.ts';

export interface LineGas {
  readonly file: string;
  readonly line: number;
  /** Of its own instructions, without what they gave to calls. */
  readonly gas: number;
  /** Instructions. */
  readonly steps: number;
}

export interface GasProfile {
  readonly lines: readonly LineGas[];
  /** By call (`Timeline.nodes`): its own, without deeper calls. */
  readonly own: readonly number[];
}

export function gasProfile({ nodes, places, kind, node, gas, placeAt }: Timeline): GasProfile {
  const lines = new Map<number, { gas: number; steps: number; readonly place: number }>();
  const own = nodes.map(() => 0);
  for (let row = 0; row < kind.length; row++) {
    if (kind.at(row) === ROW.end) continue;
    const price = gas.at(row);
    const call = node.at(row);
    own[call] = (own[call] ?? 0) + price;
    const place = placeAt(row);
    if (place === undefined) continue;
    const line = lines.get(place.lineId);
    if (line === undefined) lines.set(place.lineId, { gas: price, steps: 1, place: place.id });
    else {
      line.gas += price;
      line.steps++;
    }
  }
  return {
    own,
    lines: [...lines.values()].flatMap(({ place, ...cost }) => {
      const span = places[place]?.span;
      return span === undefined ? [] : [{ file: span.file, line: span.line, ...cost }];
    }),
  };
}
