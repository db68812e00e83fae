/** A runtime that leaves it to the host to end what takes too much memory. */
import { toHex } from '../../../core/hex.ts';
import evm from '../../../evm/executor.ts';
import { dataOf } from '../probe-abi.ts';
import { brokenLane } from './broken-lane.ts';

const HOARD = toHex(dataOf('hoard'));

export const { createLane } = brokenLane(evm, {
  before: ({ data }) => {
    if (toHex(data.subarray(0, 4)) === HOARD) process.kill(process.pid, 'SIGKILL');
  },
});
