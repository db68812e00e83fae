import { hash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { keccak_256 } from '@noble/hashes/sha3.js';
import { accountId, balanceCell, codeCell, codeValue, nonceCell, storageCell } from '../../core/cell.ts';
import type { CellKey, CellValue } from '../../core/cell.ts';
import { toHex } from '../../core/hex.ts';
import type { Result } from '../../core/result.ts';
import { version } from '../../core/version.ts';
import type { BlockCommit } from '../ledger.ts';
import { ALICE, BOB, codeBlob, TEST_CONFIG, testCommit, testRecordedCommit } from '../ledger-contract.testkit.ts';
import type { SqliteLedger } from '../sqlite-ledger.ts';
import { exportSnapshot, type Exported, type ExportOptions } from './export-snapshot.ts';
import type { SnapshotFailure } from './failure.ts';
import { valueOf } from '../value-of.testkit.ts';

export const PROGRAM = 'interleave test';
export const TOKEN = accountId('70'.repeat(20));
export const CODE = codeBlob(Uint8Array.of(1, 2, 3));

/** The mapping at slot 1 for ALICE: its preimage, and the slot of her entry. */
export const PREIMAGE = new Uint8Array(Buffer.from(`${ALICE.padStart(64, '0')}${'1'.padStart(64, '0')}`, 'hex'));
export const ENTRY = toHex(keccak_256(PREIMAGE));
/** A preimage that names no cell. */
export const STRAY = new Uint8Array(64).fill(9);

export const CELLS: readonly (readonly [CellKey, CellValue])[] = [
  [balanceCell(ALICE), 'ff'],
  [nonceCell(ALICE), '2'],
  [balanceCell(BOB), '1'],
  [codeCell(TOKEN), codeValue('evm', CODE.hash)],
  [storageCell(TOKEN, '', '0'.repeat(64)), '5'],
  [storageCell(TOKEN, '', ENTRY), '7'],
];

/** `uint total; mapping(address => uint) balances;` */
const LAYOUT = {
  storage: [
    { label: 'total', offset: 0, slot: '0', type: 't_uint256' },
    { label: 'balances', offset: 0, slot: '1', type: 't_mapping(t_address,t_uint256)' },
  ],
  types: {
    t_address: { encoding: 'inplace', label: 'address', numberOfBytes: '20' },
    t_uint256: { encoding: 'inplace', label: 'uint256', numberOfBytes: '32' },
    't_mapping(t_address,t_uint256)': {
      encoding: 'mapping',
      key: 't_address',
      label: 'mapping(address => uint256)',
      numberOfBytes: '32',
      value: 't_uint256',
    },
  },
};

export const NOTE = {
  account: TOKEN,
  name: 'token',
  runtime: 'evm',
  contract: 'Token',
  source: 'contracts/Token.sol',
  compiler: 'solc 0.8.37',
  json: JSON.stringify({ abi: [], contract: 'Token', runtime: 'evm', storageLayout: LAYOUT }),
};

export const GENESIS_STATE = { config: TEST_CONFIG, genesis: { cells: CELLS.slice(0, 3), codes: [] } };

/** Three further blocks, with a record, a decision, a trace, a contract, a cell that is cleared and names. The state then is `CELLS` and one more. */
export async function growHistory(ledger: SqliteLedger): Promise<void> {
  const commit = async (block: BlockCommit): Promise<void> => {
    const result = await ledger.commit(block);
    if (!result.ok) throw new Error(result.error.message);
  };
  await commit({
    ...testCommit(1, CELLS.slice(3), [CODE]),
    decisions: new Map([[0, 'runtimeLost' as const]]),
    trace: {
      effects: [{ reads: [{ key: balanceCell(ALICE), value: 'ff' }], writes: [], deltas: [], frames: [] }],
      schedule: [{ kind: 'commit', index: 0, incarnation: 0, outcome: 'success' }],
      preimages: [
        { hash: ENTRY, preimage: PREIMAGE },
        { hash: toHex(keccak_256(STRAY)), preimage: STRAY },
      ],
    },
  });
  await ledger.note(NOTE);
  const recorded = testRecordedCommit();
  const writes = new Map([...recorded.writes].map(([key, { value }]) => [key, { value, version: version(2, 0, 0) }]));
  await commit({ ...recorded, context: { ...recorded.context, number: 2 }, writes });
  await commit(
    testCommit(3, [
      [balanceCell(ALICE), ''],
      [nonceCell(BOB), '1'],
    ]),
  );
}

export { valueOf as value } from '../value-of.testkit.ts';

export function failure<T>(result: Result<T, SnapshotFailure>): SnapshotFailure {
  if (result.ok) throw new Error('it was not refused');
  return result.error;
}

export const exported = async (
  options: Omit<ExportOptions, 'program'> & { readonly program?: string },
): Promise<Exported> => valueOf(await exportSnapshot({ program: PROGRAM, ...options }));

/** The uncompressed lines of a snapshot. */
export const linesOf = (file: string): readonly string[] =>
  zstdDecompressSync(readFileSync(file)).toString().replace(/\n$/, '').split('\n');

/** Writes a snapshot of these lines; unless told, with a trailer that has their checksum. */
export function writeLines(file: string, lines: readonly string[], resign = true): void {
  const body = lines
    .slice(0, -1)
    .map((line) => `${line}\n`)
    .join('');
  const last = lines.at(-1) ?? '';
  const trailer = resign ? last.replace(/"sha256":"[0-9a-f]*"/, `"sha256":"${hash('sha256', body, 'hex')}"`) : last;
  writeFileSync(file, zstdCompressSync(Buffer.from(`${body}${trailer}\n`)));
}
