import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ReadyQueue } from './ready-queue.ts';

describe('ReadyQueue', () => {
  it('gives the lowest index, whatever comes in between', () => {
    const step = fc.oneof(fc.nat(50), fc.constant('pop' as const));
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(50)), fc.array(step), (start, steps) => {
        const model = start.sort((x, y) => x - y);
        const queue = new ReadyQueue(model);
        for (const taken of [...steps, ...start.map(() => 'pop' as const)]) {
          if (taken === 'pop') expect(queue.pop()).toBe(model.shift());
          else {
            queue.push(taken);
            model.push(taken);
            model.sort((x, y) => x - y);
          }
          expect(queue.peek()).toBe(model[0]);
          expect(queue.size).toBe(model.length);
        }
      }),
    );
  });
});
