import { EVMError, type ExecResult } from '@ethereumjs/evm';

export const NOTHING = new Uint8Array(0);

/** Stops the frame with one of the library's errors. */
export function trap(error: EVMError['error']): never {
  throw new EVMError(error);
}

/** A frame that failed and keeps none of its gas. */
export const failed = (error: EVMError, gasLimit: bigint, returnValue: Uint8Array = NOTHING): ExecResult => ({
  returnValue,
  executionGasUsed: gasLimit,
  exceptionError: error,
});

/** A failure that the library has no word for: `reason` becomes the trap's. */
// The library types its words as a closed list, but only ever compares them.
export const unknownToLibrary = (reason: string): EVMError => new EVMError(reason as EVMError['error']);
