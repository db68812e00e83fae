/** A runtime that does not do the same in every process, and does not say so. */
import { randomBytes } from 'node:crypto';
import evm from '../../../evm/executor.ts';
import { brokenLane } from './broken-lane.ts';

export const { createLane } = brokenLane(evm, {
  journal: () => {
    const data = new Uint8Array(randomBytes(32));
    return (journal) => ({ emit: (event) => journal.emit({ ...event, data }) });
  },
});
