import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { constants, gzipSync, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { accountId, balanceCell } from '../../core/cell.ts';
import { seeded, type Random } from '../../core/random.ts';
import { TEST_CONFIG } from '../ledger-contract.testkit.ts';
import { createMemoryLedger } from '../memory-ledger.ts';
import { LedgerFolder } from '../store/store.testkit.ts';
import type { CheckName } from './check-list.ts';
import { exportSnapshot } from './export-snapshot.ts';
import { openFileSource } from './file-source.ts';
import { importToFile } from './import-to-file.ts';
import { importToMemory } from './import-to-memory.ts';
import { inspectSnapshot } from './inspect-snapshot.ts';
import { ledgerSource } from './ledger-source.ts';
import { exported, failure, linesOf, PROGRAM, value, writeLines } from './snapshot.testkit.ts';

const folder = new LedgerFolder();
afterAll(() => folder.leave());

const SAMPLES = join(import.meta.dirname, 'samples');
const STATE = join(SAMPLES, 'v1-state.ilsnap');
const HISTORY = join(SAMPLES, 'v1-history.ilsnap');
const BYTES = readFileSync(STATE);

let files = 0;
const fresh = (): string => join(folder.path, `${files++}.ilsnap`);
const fileOf = (bytes: Uint8Array): string => {
  const file = fresh();
  writeFileSync(file, bytes);
  return file;
};
const lineFile = (lines: readonly string[], resign = true): string => {
  const file = fresh();
  writeLines(file, lines, resign);
  return file;
};
/** Lines of a sample, one of which is another. */
const changed = (
  file: string,
  kind: string,
  change: (line: string) => string | readonly string[],
): readonly string[] => {
  const lines = linesOf(file);
  const at = lines.findIndex((line) => line.startsWith(kind));
  return lines.flatMap((line, i) => (i === at ? change(line) : line));
};
const swapped = (lines: readonly string[], at: number): readonly string[] =>
  lines.map((line, i) => (i === at ? lines[at + 1] : i === at + 1 ? lines[at] : line) as string);
const cellsAt = linesOf(STATE).findIndex((line) => line.startsWith('["cell"'));

const folderFile = join(folder.path, 'folder.ilsnap');
mkdirSync(folderFile);
const cut = (bytes: number): string => fileOf(BYTES.subarray(0, bytes));
const flipped = Buffer.from(BYTES);
flipped.writeUInt8((flipped[300] as number) ^ 0xff, 300);

const REFUSALS: readonly (readonly [string, string, CheckName, string])[] = [
  ['a file that is not there', join(folder.path, 'none.ilsnap'), 'file', 'no such file'],
  ['a folder', folderFile, 'file', 'folder'],
  ['an empty file', fileOf(Buffer.alloc(0)), 'compression', 'empty'],
  ['text', fileOf(Buffer.from('hello, world')), 'compression', 'not compressed with zstd'],
  ['a gzip file', fileOf(gzipSync('hello')), 'compression', 'gzip'],
  ['an SQLite file', fileOf(Buffer.from('SQLite format 3\0')), 'compression', 'SQLite'],
  ['an uncompressed snapshot', fileOf(zstdDecompressSync(BYTES)), 'compression', 'uncompressed'],
  ['a file cut in the middle', cut(400), 'compression', 'ends in the middle'],
  ['a file cut after three bytes', cut(3), 'compression', 'ends in the middle'],
  ['a file that lacks its last byte', cut(BYTES.length - 1), 'compression', 'ends in the middle'],
  ['a file with more behind it', fileOf(Buffer.concat([BYTES, Buffer.from('x')])), 'compression', 'something follows'],
  ['two files in one', fileOf(Buffer.concat([BYTES, BYTES])), 'compression', 'something follows'],
  ['an altered byte', fileOf(flipped), 'compression', 'damaged'],
  ['another JSON file', fileOf(zstdCompressSync('{"hello":1}\n')), 'format', 'no header'],
  ['another text', fileOf(zstdCompressSync('hello\n')), 'format', 'no JSON'],
  ['nothing', fileOf(zstdCompressSync('')), 'format', 'no line'],
  ['a header alone', fileOf(zstdCompressSync(`${linesOf(STATE)[0]}\n`)), 'structure', 'no trailer'],
  [
    'a last line without its end',
    fileOf(zstdCompressSync(zstdDecompressSync(BYTES).subarray(0, -1))),
    'structure',
    'no end',
  ],
  [
    'bytes that are no text',
    fileOf(zstdCompressSync(Buffer.concat([Buffer.from(`${linesOf(STATE)[0]}\n`), Buffer.of(0xff, 0x0a)]))),
    'structure',
    'UTF-8',
  ],
  ['lines after the trailer', lineFile([...linesOf(STATE), 'null']), 'structure', 'after the trailer'],
  ['two headers', lineFile([linesOf(STATE)[0] as string, ...linesOf(STATE)]), 'structure', ''],
  [
    'an altered cell',
    lineFile(
      changed(STATE, '["cell","a1', (line) => line.replace('ff', 'fe')),
      false,
    ),
    'checksum',
    'was changed',
  ],
  [
    'an altered cell under a new checksum',
    lineFile(changed(STATE, '["cell","a1', (line) => line.replace('ff', 'fe'))),
    'stateRoot',
    'state root',
  ],
  ['a missing cell', lineFile(changed(STATE, '["cell","a1', () => [])), 'counts', '5 lines of cell'],
  ['a cell twice', lineFile(changed(STATE, '["cell","a1', (line) => [line, line])), 'structure', 'twice'],
  ['cells out of order', lineFile(swapped(linesOf(STATE), cellsAt)), 'structure', 'expected it before'],
  [
    'a cell of no account',
    lineFile(changed(STATE, '["cell","a1', () => '["cell","zz/b","1"]')),
    'structure',
    'no cell key',
  ],
  [
    'a cell that holds nothing',
    lineFile(changed(STATE, '["cell","a1', (line) => line.replace('"ff"', '""'))),
    'structure',
    'holds nothing',
  ],
  [
    'a number with a leading zero',
    lineFile(changed(STATE, '["cell","a1', (line) => line.replace('"ff"', '"0ff"'))),
    'structure',
    'leading zeros',
  ],
  [
    'an unknown kind',
    lineFile(changed(STATE, '["cell"', (line) => line.replace('cell', 'sell'))),
    'structure',
    'the kind is',
  ],
  [
    'white space',
    lineFile(changed(STATE, '["cell"', (line) => line.replaceAll(',', ', '))),
    'structure',
    'another way',
  ],
  [
    'a field too many',
    lineFile(changed(STATE, '["cell"', (line) => line.replace(']', ',1]'))),
    'structure',
    '3 fields',
  ],
  [
    'code under another hash',
    lineFile(changed(STATE, '["code"', (line) => line.replace('010203', '010204'))),
    'codes',
    'keccak-256',
  ],
  ['code that is missing', lineFile(changed(STATE, '["code"', () => [])), 'codes', 'names code'],
  [
    'a preimage that is none',
    lineFile(changed(STATE, '["preimage"', (line) => line.replace('a1a1', 'a2a2'))),
    'structure',
    'keccak-256',
  ],
  [
    'an artifact under another hash',
    lineFile(changed(STATE, '["artifact"', (line) => line.replace('Token\\"', 'Taken\\"'))),
    'structure',
    'SHA-256',
  ],
  ['a contract without its artifact', lineFile(changed(STATE, '["artifact"', () => [])), 'structure', 'not there'],
  [
    'a history where there is none',
    lineFile(
      changed(STATE, '["contract"', (line) => [
        line,
        linesOf(HISTORY).find((one) => one.startsWith('["first"')) as string,
      ]),
    ),
    'structure',
    'no history',
  ],
  [
    'a chain id that is none',
    lineFile(changed(STATE, '{"format"', (line) => line.replace('"1337"', '1337'))),
    'configuration',
    'chainId',
  ],
  [
    'a missing field',
    lineFile(changed(STATE, '{"format"', (line) => line.replace('"accounts":null,', ''))),
    'configuration',
    'lacks accounts',
  ],
  [
    'another chain',
    lineFile(changed(STATE, '{"format"', (line) => line.replace('"1337"', '"1338"'))),
    'stateRoot',
    'state root',
  ],
  [
    'an altered transaction',
    lineFile(changed(HISTORY, '["tx"', (line) => line.replace('"value":"5"', '"value":"6"'))),
    'history',
    'id of block 1',
  ],
  ['a missing block', lineFile(changed(HISTORY, '["block",2', () => [])), 'structure', 'must stand before'],
  [
    'a change that leads elsewhere',
    lineFile(changed(HISTORY, '["change","a1', (line) => line.replace('"4"]', '"5"]'))),
    'history',
    'do not lead',
  ],
  [
    'an altered record',
    lineFile(changed(HISTORY, '["record"', (line) => line.replace('"reads"', '"read"'))),
    'structure',
    'lacks reads',
  ],
];

const FURTHER: readonly (readonly [string, string, CheckName, string])[] = [
  [
    'a trace that is none',
    lineFile(changed(HISTORY, '["trace","effects"', () => '["trace","effects","{}"]')),
    'history',
    'trace of block 1',
  ],
  [
    'a past value that no cell can hold',
    lineFile(changed(HISTORY, '["change","a1', (line) => line.replace('"4"]', '"04"]'))),
    'structure',
    'leading zeros',
  ],
  [
    'chosen accounts out of order',
    lineFile(
      changed(STATE, '{"format"', (line) =>
        line.replace('"accounts":null', `"accounts":["${'b'.repeat(40)}","${'a'.repeat(40)}"]`),
      ),
    ),
    'configuration',
    'in their order',
  ],
  [
    'a cell of an account that was not chosen',
    lineFile(
      changed(STATE, '{"format"', (line) => line.replace('"accounts":null', `"accounts":["${'a1'.repeat(20)}"]`)),
    ),
    'structure',
    'does not name',
  ],
];

test.each([...REFUSALS, ...FURTHER])(
  '%s is refused, with what is wrong and where, and nothing is left',
  async (_what, file, check, message) => {
    const ledger = folder.file();
    const before = readdirSync(folder.path).sort();
    const refused = failure(await importToFile({ file, ledger }));
    expect(refused.message).toContain(message);
    expect(refused.advice).not.toBe('');
    expect(refused.file).toBe(file);
    const failed = refused.checks.filter(({ status }) => status === 'failed');
    expect(failed.map(({ name }) => name)).toEqual([check]);
    expect(refused.checks.at(-1)).toMatchObject({ name: 'ledger', status: 'not reached' });
    expect(readdirSync(folder.path).sort()).toEqual(before);
  },
);

test('a line that is too long is refused before it is read', async () => {
  const file = fileOf(
    zstdCompressSync(Buffer.concat([Buffer.from(`${linesOf(STATE)[0]}\n["cell","`), Buffer.alloc(70 * 2 ** 20, 0x61)])),
  );
  const refused = failure(await inspectSnapshot(file));
  expect(refused).toMatchObject({ line: 2, code: 'refused' });
  expect(refused.message).toContain('more than');
});

test('a ledger that is there is left as it is', async () => {
  const ledger = folder.file();
  value(await importToFile({ file: STATE, ledger }));
  const bytes = readFileSync(ledger);
  expect(failure(await importToFile({ file: HISTORY, ledger })).message).toContain('already');
  expect(readFileSync(ledger).equals(bytes)).toBe(true);
  const other = folder.file();
  writeFileSync(`${other}-wal`, 'left');
  expect(failure(await importToFile({ file: STATE, ledger: other })).message).toContain('left of another ledger');
  expect(existsSync(other)).toBe(false);
  const nowhere = join(folder.path, 'nowhere', 'x.ledger');
  expect(failure(await importToFile({ file: STATE, ledger: nowhere })).message).toContain('folder exist');
});

test('code that no runtime takes, and rules that nobody knows, are refused', async () => {
  const ledger = folder.file();
  const verifyCode = (): Promise<{ ok: false; error: string }> => Promise.resolve({ ok: false, error: 'no compiler' });
  const refused = failure(await importToFile({ file: STATE, ledger, verifyCode }));
  expect(refused.message).toContain('no compiler');
  expect(refused.checks.find(({ status }) => status === 'failed')?.name).toBe('runtimes');
  const unknown = failure(await importToFile({ file: STATE, ledger, verifyConfig: ({ hardfork }) => `${hardfork}?` }));
  expect(unknown.message).toBe('cancun?');
  expect(readdirSync(folder.path).filter((name) => name.startsWith(ledger.slice(folder.path.length + 1)))).toEqual([]);
});

test('a damaged ledger file is not exported', async () => {
  const ledger = folder.file();
  value(await importToFile({ file: HISTORY, ledger }));
  const spoilt = new DatabaseSync(ledger);
  spoilt.exec("UPDATE tx SET body = x'00'");
  spoilt.close();
  const source = value(openFileSource(ledger));
  const [file, state] = [fresh(), fresh()];
  const refused = failure(await exportSnapshot({ source, file, program: PROGRAM, history: true }));
  expect(refused).toMatchObject({ code: 'source', file: ledger });
  await exported({ source, file: state });
  source.close();
  expect(existsSync(file)).toBe(false);
});

/** One of many ways to spoil a file. */
function spoil(random: Random, file: string): Buffer {
  const pick = <T>(list: readonly T[]): T => list[random.below(list.length)] as T;
  if (random.below(2) === 0) {
    const bytes = Buffer.from(readFileSync(file));
    const at = random.below(bytes.length);
    switch (random.below(5)) {
      case 0:
        bytes.writeUInt8((bytes[at] as number) ^ (1 << random.below(8)), at);
        return bytes;
      case 1:
        return bytes.subarray(0, at);
      case 2:
        return Buffer.concat([bytes.subarray(0, at), random.bytes(1 + random.below(40)), bytes.subarray(at)]);
      case 3:
        return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + random.below(40))]);
      default:
        random.bytes(Math.min(16, bytes.length - at)).forEach((byte, i) => bytes.writeUInt8(byte, at + i));
        return bytes;
    }
  }
  const text = zstdDecompressSync(readFileSync(file)).toString();
  const lines = text.split('\n');
  const at = random.below(lines.length - 1);
  const line = lines[at] as string;
  const place = random.below(line.length);
  switch (random.below(6)) {
    case 0:
      lines.splice(at, 1);
      break;
    case 1:
      lines.splice(at, 0, pick(lines));
      break;
    case 2:
      lines[at] = line.slice(0, place) + pick([...'0123456789abcdef"[]{},:\\ ']) + line.slice(place + 1);
      break;
    case 3:
      lines[at] = line.slice(0, place);
      break;
    case 4:
      lines[at] = line.replace(/[0-9]/, String(random.below(10)));
      break;
    default:
      [lines[at], lines[0]] = [lines[0] as string, line];
  }
  return zstdCompressSync(Buffer.from(lines.join('\n')), { params: { [constants.ZSTD_c_compressionLevel]: 1 } });
}

test('200 files spoiled at random are refused or equal, and no ledger is changed', async () => {
  const random = seeded(20_261_126);
  const ledger = folder.file();
  let refused = 0;
  for (let round = 0; round < 200; round++) {
    const original = round % 2 === 0 ? STATE : HISTORY;
    const file = fileOf(spoil(random, original));
    const result = await importToFile({ file, ledger });
    if (!result.ok) {
      refused++;
      expect(result.error).toMatchObject({ code: 'refused', file });
      expect(result.error.checks.filter(({ status }) => status === 'failed')).toHaveLength(1);
      expect(existsSync(ledger)).toBe(false);
      continue;
    }
    // What is taken after all says the same: exported again, it is the original.
    const again = fresh();
    const source = value(openFileSource(ledger));
    await exported({ source, file: again, program: 'interleave 0.1.0', history: original === HISTORY });
    source.close();
    expect(linesOf(again)).toEqual(linesOf(original));
    for (const end of ['', '-wal', '-shm']) rmSync(ledger + end, { force: true });
  }
  expect(refused).toBeGreaterThan(150);
});

test('whoever cancels finds nothing of it', async () => {
  const cells = Array.from(
    { length: 60_000 },
    (_, i) => [balanceCell(accountId(i.toString(16).padStart(40, '0'))), (i + 1).toString(16)] as const,
  );
  const source = value(await ledgerSource(createMemoryLedger({ config: TEST_CONFIG, genesis: { cells, codes: [] } })));
  const [file, whole, ledger] = [fresh(), fresh(), folder.file()];
  for (const phase of ['reading', 'writing']) {
    const cancel = new AbortController();
    const onProgress = (now: string): void => (now === phase ? cancel.abort({ signal: 'SIGINT' }) : undefined);
    const stopped = failure(
      await exportSnapshot({ source, file, program: PROGRAM, signal: cancel.signal, onProgress }),
    );
    expect(stopped.code).toBe('cancelled');
  }
  await exported({ source, file: whole });
  const cancel = new AbortController();
  const stopped = failure(
    await importToFile({
      file: whole,
      ledger,
      signal: cancel.signal,
      onProgress: () => cancel.abort({ signal: 'SIGINT' }),
    }),
  );
  expect(stopped.code).toBe('cancelled');
  const memory = failure(await importToMemory({ file: whole, signal: AbortSignal.abort({ signal: 'SIGINT' }) }));
  expect(memory.code).toBe('cancelled');
  expect(existsSync(file)).toBe(false);
  expect(existsSync(ledger)).toBe(false);
  expect(readdirSync(folder.path).filter((name) => name.includes('.part-'))).toEqual([]);
});
