/** Gas of lines as shares of the transaction's, in a few levels: what is drawn beside lines. */
import { grouped } from '../../ui/format.ts';
import type { LineGas } from './dap-shapes.ts';

/** By file, then by line. */
export type GasByFile = Readonly<Record<string, ReadonlyMap<number, LineCost>>>;

export interface LineCost {
  readonly gas: number;
  readonly steps: number;
  /** Of all gas that lines have, 0 to 1. */
  readonly share: number;
}

/** Shares from which on a line has the level; the level is its place, from 1. */
export const LEVELS: readonly { readonly from: number; readonly text: string }[] = [
  { from: 0, text: '< 1 %' },
  { from: 0.01, text: '≥ 1 %' },
  { from: 0.05, text: '≥ 5 %' },
  { from: 0.2, text: '≥ 20 %' },
  { from: 0.5, text: '≥ 50 %' },
];

export const levelOf = (share: number): number => Math.max(1, LEVELS.findLastIndex(({ from }) => share >= from) + 1);

export function gasByFile(lines: readonly LineGas[], nameOf: (path: string) => string): GasByFile {
  const all = lines.reduce((sum, { gas }) => sum + gas, 0);
  const files: Record<string, Map<number, LineCost>> = {};
  for (const { file, line, gas, steps } of lines)
    (files[nameOf(file)] ??= new Map()).set(line, { gas, steps, share: all === 0 ? 0 : gas / all });
  return files;
}

/** `43 %`; what is less than a half percent is not nothing. */
export const shareText = (share: number): string =>
  share > 0 && share < 0.005 ? '< 1 %' : `${Math.round(share * 100)} %`;

export const costText = ({ gas, steps, share }: LineCost): string =>
  `${grouped(String(gas))} gas, ${shareText(share)} of all lines, in ${grouped(String(steps))} ${steps === 1 ? 'instruction' : 'instructions'}`;
