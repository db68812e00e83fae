/** What host functions cost beside what Ethereum's table prices (storage, accounts, calls, events, hashes). In units. */

/** Any host function. */
export const HOST_CALL = 100n;
/** Copying between the host and the module's memory: units for 8 bytes, as memory.copy. */
export const COPY_BYTES_SHIFT = 3n;
/** A page of memory, at the beginning of a call and when it grows: it has to be made, or put back. 256 of them take up to 10 ms. */
export const PAGE = 10_000n;
/** Pages that all open frames of a transaction may have together: 256 MiB. */
export const TRANSACTION_PAGES = 4_096;
