/** A runtime whose meter does not see an endless loop. */
import evm from '../../../evm/executor.ts';
import { toHex } from '../../../core/hex.ts';
import { dataOf } from '../probe-abi.ts';
import { brokenLane } from './broken-lane.ts';

const SPIN = toHex(dataOf('spin'));

export const { createLane } = brokenLane(evm, {
  before: ({ data }) => {
    while (toHex(data.subarray(0, 4)) === SPIN);
  },
});
