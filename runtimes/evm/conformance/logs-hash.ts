import { RLP } from '@ethereumjs/rlp';
import { addressOf } from '../../core/cell.ts';
import type { ContractEvent } from '../../core/effects.ts';
import { decodeHex, toHex } from '../../core/hex.ts';
import { keccak256 } from '../../rules/keccak.ts';

/** The hash of the logs of a transaction as the fixtures give it: 64 hex digits. */
export const logsHash = (events: readonly ContractEvent[]): string =>
  toHex(
    keccak256(
      RLP.encode(
        events.map(({ account, topics, data }) => [
          decodeHex(addressOf(account) ?? account),
          topics.map((topic) => decodeHex(topic)),
          data,
        ]),
      ),
    ),
  );
