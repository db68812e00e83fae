import type { AccountId } from '../core/cell.ts';

/** Where contracts find the counters (`execution/counter-precompile.ts`): `il` in ASCII, and the number 1. */
export const COUNTER_ACCOUNT = '696c0001'.padStart(40, '0') as AccountId;
