/** Scripts whose hidden numbers depend on the time zone and the language. */
import { scriptRuntime } from './script-runtime.ts';

export const ZONED = 'zoned';
export const createLane = scriptRuntime(
  ZONED,
  () =>
    new Date(0).getTimezoneOffset() + 10_000 * Math.round(Number((1.5).toLocaleString().replace(/\D/g, '') === '15')),
);
