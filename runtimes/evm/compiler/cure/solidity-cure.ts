import type { CureModule } from '../../../sdk/cure.ts';
import { makeCold } from './make-cold.ts';

export const solidityCure: CureModule = {
  counterAdvice:
    'declare it as Counter of interleave/Counter.sol and change it by CounterLib.add and sub. Additions to a counter commute: calls that only add do not conflict.',
  rewrite: makeCold,
};
