/**
 * `console.log` of a contract: a call to an address that has no code, which Hardhat and Foundry read along (console.sol of either). It does
 * nothing, costs what such a call costs, and is kept with the frames of its transaction. The SDKs write `log(string)` to the same address.
 */
import { accountId, type AccountId } from '../core/cell.ts';

/** "console.log" in ASCII, the last eleven bytes. */
export const CONSOLE: AccountId = accountId('000000000000000000636f6e736f6c652e6c6f67');

/** Bytes of one call that are kept. */
const MOST = 2_048;

/** What a call says, where it is to the console. */
export const saidTo = (target: AccountId, data: Uint8Array): Uint8Array | undefined =>
  target === CONSOLE && data.length >= 4 ? data.slice(0, MOST) : undefined;
