import type { PolicyName } from '../core/schedule.ts';
import { Declared, type AccessForecast } from './declared.ts';
import { FirstCommitterWins } from './first-committer-wins.ts';
import { Optimistic } from './optimistic.ts';
import { carryOver, type Pace } from './pace.ts';
import type { Policy } from './policy.ts';
import type { BlockTask } from './scheduler.ts';
import { Serial } from './serial.ts';

export interface PolicyInput {
  readonly block: number;
  readonly tasks: readonly BlockTask[];
  readonly forecast: AccessForecast | undefined;
  /** Of the blocks before it on the same lanes; it goes on being changed. Without it the block begins anew. */
  readonly pace?: Pace;
}

/** A policy's state is that of one block, but for its pace. */
export function createPolicy(name: PolicyName, { block, tasks, forecast, pace }: PolicyInput): Policy {
  switch (name) {
    case 'optimistic':
      return new Optimistic(pace && carryOver(pace));
    case 'declared':
      return new Declared(forecast);
    case 'first-committer-wins':
      return new FirstCommitterWins(block, tasks);
    case 'serial':
      return new Serial();
  }
}
