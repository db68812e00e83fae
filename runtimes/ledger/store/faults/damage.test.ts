/** A file that is not as it was written: whoever reads it is told so, or reads what was written. */
import { copyFileSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { randomInt } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seeded, type Random } from '../../../core/random.ts';
import { testCommit } from '../../ledger-contract.testkit.ts';
import { openSqliteLedger } from '../../sqlite-ledger.ts';
import { growHistory, GENESIS_STATE } from '../../snapshot/snapshot.testkit.ts';
import { rootOf } from '../../value-of.testkit.ts';
import { ancestors } from '../chain-of-blocks.ts';
import { History } from '../history.ts';
import { openForReading } from '../open-database.ts';
import { storeMessage } from '../store-error.ts';
import { A, grow, LedgerFolder } from '../store.testkit.ts';

const SEED = Number(process.env['INTERLEAVE_PROPERTY_SEED'] ?? randomInt(2 ** 31));
/** Files that are read; some of them are opened for writing as well. `npm run soak`: many more. */
const RUNS = Number(process.env['INTERLEAVE_DAMAGE_RUNS'] ?? 150);
const EVERY = 15;
const PAGE = 4_096;

const folder = new LedgerFolder();
let whole: string;
let root: string;

beforeAll(async () => {
  const ledger = await folder.open({ create: GENESIS_STATE });
  await growHistory(ledger);
  for (let n = 1; n < 40; n++) await grow(ledger, [A, n.toString(16)]);
  await ledger.move('other', ledger.at - 3, 'branch');
  root = await rootOf(ledger);
  await ledger.close();
  whole = ledger.file;
});
afterAll(() => folder.leave());

/** Everything that can be looked up in a file. @throws what is in the way. */
function readAll(file: string): unknown {
  const db = openForReading(file);
  try {
    const history = new History(db);
    const head = history.current.block;
    const line = ancestors(db, head);
    return [
      history.config,
      history.branches,
      history.moves,
      history.log(head, 1_000),
      line.map((id) => [history.stored(id), history.effects(id), history.schedule(id)]),
      line.map((id) => [...history.cells(id)]),
      history.notes(head),
      [...history.codes()],
      history.preimages(),
    ];
  } finally {
    db.close();
  }
}

const flip = (bytes: Buffer, at: number, bit: number): unknown =>
  bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << bit), at);

/** Some bits, some bytes or pages, or the end. */
function harm(file: string, random: Random): void {
  const { size } = statSync(file);
  if (random.below(5) === 0) return truncateSync(file, random.below(size));
  const bytes = readFileSync(file);
  const page = random.below(size / PAGE) * PAGE;
  const kind = random.below(3);
  if (kind === 0) bytes.fill(0, page, page + PAGE);
  else if (kind === 1) random.bytes(200).forEach((byte, at) => (bytes[page + random.below(PAGE - 200) + at] = byte));
  else for (let n = 0; n < 8; n++) flip(bytes, page + random.below(PAGE), random.below(8));
  writeFileSync(file, bytes);
}

const WORDS = /is damaged|is not a ledger|is empty|was written by a(?:n older| newer) version/;

/** What was read, or why not. */
function reading(file: string): string {
  try {
    return JSON.stringify(readAll(file), (_name, value: unknown) =>
      typeof value === 'bigint'
        ? value.toString()
        : value instanceof Map
          ? [...(value as Map<unknown, unknown>)]
          : value,
    );
  } catch (error) {
    return storeMessage(file, error);
  }
}

it(
  `is read as it was or refused, ${RUNS} times`,
  async () => {
    const random = seeded(SEED);
    let refused = 0;
    for (let run = 0; run < RUNS; run++) {
      const file = folder.file();
      copyFileSync(whole, file);
      harm(file, random);
      const hint = `run ${run} of INTERLEAVE_PROPERTY_SEED=${SEED}`;
      const read = reading(file);
      if (!read.startsWith('[')) {
        refused++;
        expect(read, hint).toMatch(WORDS);
      }
      if (run % EVERY === 0) await expectTruth(file, hint);
    }
    expect(refused).toBeGreaterThan(RUNS / 10);
  },
  RUNS * 1_000,
);

/** Opened for writing it has the state that it had, or takes nothing. */
async function expectTruth(file: string, hint: string): Promise<void> {
  const opened = await openSqliteLedger({ file });
  if (!opened.ok) return expect(opened.error.message, hint).toMatch(WORDS);
  const found = await opened.value.stateRoot();
  if (found.ok) expect(found.value, hint).toBe(root);
  else {
    expect(found.error.message, hint).toMatch(WORDS);
    expect(await opened.value.commit(testCommit(opened.value.head().number + 1, [[A, 'f']])), hint).toMatchObject({
      ok: false,
    });
  }
  await opened.value.close();
}

it('takes no blocks on top of a state that is not the one that was committed', async () => {
  const file = folder.file();
  copyFileSync(whole, file);
  const db = new DatabaseSync(file);
  db.prepare("UPDATE cell SET value = '77' WHERE key = ?").run(A);
  db.close();
  const ledger = await folder.open({}, file);
  const message = /is damaged \(the cells are not those of block \d+\)/;
  expect(await ledger.stateRoot()).toMatchObject({
    ok: false,
    error: { code: 'file', message: expect.stringMatching(message) },
  });
  expect(await ledger.prove(A)).toMatchObject({ ok: false });
  const next = testCommit(ledger.head().number + 1, [[A, '1']]);
  expect(await ledger.commit(next)).toMatchObject({ ok: false, error: { message: expect.stringMatching(message) } });
});
