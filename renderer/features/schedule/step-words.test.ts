import { expect, it } from 'vitest';
import type { DecisionView } from '../../../runtimes/service/contract/runs.ts';
import { lastWords, nextWords } from './step-words.ts';

const decision = (kind: DecisionView['kind']): DecisionView => ({
  kind,
  tx: 4,
  incarnation: 1,
  row: 7,
  executor: kind === 'commit' ? null : 'evm#1',
  lane: kind === 'commit' ? null : 0,
});
const nameOf = (tx: number): string => `5:${tx}`;

it('says a decision before it is taken', () => {
  expect(nextWords(decision('dispatch'), nameOf)).toBe('dispatch tx 5:4, incarnation 1, to evm#1 lane 1');
  expect(nextWords(decision('validate'), nameOf)).toBe('validate tx 5:4, incarnation 1: is what it read still so?');
  expect(nextWords(decision('commit'), nameOf)).toBe('commit tx 5:4, incarnation 1');
});

it('says what it came to, and whom it aborted', () => {
  const last = (
    kind: DecisionView['kind'],
    outcome: 'stands' | 'aborted' | 'retried',
    aborted: number[] = [],
  ): string => lastWords({ ...decision(kind), outcome, aborted }, nameOf);
  expect(last('dispatch', 'stands')).toBe('dispatched tx 5:4, incarnation 1, to evm#1 lane 1');
  expect(last('validate', 'stands')).toBe('validated tx 5:4, incarnation 1: what it read still stands');
  expect(last('validate', 'aborted')).toContain('aborted, what it read has changed since');
  expect(last('validate', 'stands', [6, 7])).toContain('; what it wrote aborted tx 5:6, tx 5:7');
  expect(last('validate', 'retried')).toBe('took tx 5:4, incarnation 1 back: it runs again');
  expect(last('commit', 'stands')).toBe('committed tx 5:4, incarnation 1');
});
