import type { CellPart } from '../../../runtimes/service/contract/state.ts';
import { shownValue } from './tree-rows.ts';

/** What a cell holds: its value, or each of the variables in it with its own. */
export const partsText = (parts: readonly CellPart[]): string =>
  parts.length === 1 && parts[0] !== undefined
    ? shownValue(parts[0])
    : parts.map((part) => `${part.name} = ${shownValue(part)}`).join(', ');
