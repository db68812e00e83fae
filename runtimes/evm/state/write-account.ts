import type { LedgerConfig } from '../../core/block.ts';
import { integer, toHex } from '../../core/hex.ts';
import type { ForeignSource } from '../../sdk/foreign-state.ts';
import type { EvmAccount } from './evm-accounts.ts';

/** Slots to a piece of text. */
const PIECE = 4_096;

/**
 * A member of an object of accounts, in pieces.
 * @param nonceText a number or a text in quotes, as the format has it.
 */
export function* accountText(
  { account, balance, nonce, code, slots }: EvmAccount,
  isFirst: boolean,
  source: Pick<ForeignSource, 'code'>,
  nonceText: (nonce: bigint) => string,
): Generator<string> {
  const bytes = code === '' ? '' : toHex(source.code(code));
  const nonceOf = nonceText(integer(nonce));
  let text = `${isFirst ? '' : ','}\n"0x${account}":{"nonce":${nonceOf},"balance":"0x${balance || '0'}","code":"0x${bytes}","storage":{`;
  for (const [at, [slot, value]] of slots.entries()) {
    text += `${at === 0 ? '' : ','}"0x${slot}":"0x${value.padStart(64, '0')}"`;
    if (at % PIECE !== PIECE - 1) continue;
    yield text;
    text = '';
  }
  yield `${text}}}`;
}

/** What of a ledger's configuration Ethereum has no word for. */
export function configPhrases({ precompiles }: LedgerConfig): readonly string[] {
  const places = Object.keys(precompiles ?? {}).map((account) => `0x${account}`);
  return places.length === 0
    ? []
    : [`precompiled assemblies, which the ledger's configuration binds to ${places.join(', ')}`];
}
