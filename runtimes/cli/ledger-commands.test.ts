import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { A, B, FRESH, grow, LedgerFolder } from '../ledger/store/store.testkit.ts';
import { runInProcess } from './command-line.testkit.ts';
import { rootOf } from '../ledger/value-of.testkit.ts';

const folder = new LedgerFolder();
let file: string;
beforeAll(async () => {
  const ledger = await folder.open({ create: FRESH });
  await grow(ledger, [A, '1']);
  await grow(ledger, [A, '2'], [B, '7']);
  await grow(ledger, [A, '3']);
  await rootOf(ledger);
  await folder.closeAll();
  file = basename(ledger.file);
});
afterAll(() => folder.leave());

async function cli(...args: string[]): Promise<{ exitCode: number; out: string; err: string }> {
  const [name, ...more] = args;
  return runInProcess(['ledger', name ?? '', file, ...more], folder.path);
}

async function said(...args: string[]): Promise<string> {
  const { exitCode, out, err } = await cli(...args);
  expect(err).toBe('');
  expect(exitCode).toBe(0);
  return out;
}

const head = async (): Promise<unknown> => {
  const { branch, head: block } = JSON.parse(await said('info', '--json'));
  return [branch, block.number];
};

describe('cli ledger', () => {
  it('shows where the ledger stands, its blocks, and what one of them changed', async () => {
    expect(await said('info')).toContain('on main, block 3');
    const { blocks } = JSON.parse(await said('log', 'main~1', '--limit', '2', '--json'));
    expect(blocks.map(({ number }: { number: number }) => number)).toEqual([2, 1]);
    const shown = JSON.parse(await said('show', '3', '--json'));
    expect(shown.cells).toEqual([{ cell: expect.stringContaining('@balance'), key: A, before: '2', after: '3' }]);
    expect(await said('show', '3')).toContain('1 transaction');
  });

  it('reverts, and takes that back', async () => {
    expect(await said('revert', '1')).toContain('main is back at block 1');
    expect(await head()).toEqual(['main', 1]);
    expect(await said('undo')).toContain('undone: revert main');
    expect(await head()).toEqual(['main', 3]);
  });

  it('undoes one change after the other, and does them again', async () => {
    const before = await head();
    await said('revert', '2');
    await said('revert', '1');
    await said('branch', 'spare');
    await said('switch', 'spare');
    const after = await head();
    expect(after).toEqual(['spare', 1]);
    const steps = [await head()];
    for (let n = 0; n < 4; n++) {
      await said('undo');
      steps.push(await head());
    }
    expect(steps).toEqual([['spare', 1], ['main', 1], ['main', 1], ['main', 2], before]);
    const info = await said('info');
    expect(info).not.toContain('spare');
    expect(info).not.toContain('undo takes back');
    for (let n = 0; n < 4; n++) await said('redo');
    expect(await head()).toEqual(after);
    expect(await said('info')).toContain('undo takes back: redo from main spare');
    expect(await said('undo')).toContain('undone: redo from main spare');
    expect(await said('info')).toContain('undo takes back: redo spare');
    await said('redo');
    expect((await cli('redo')).err).toContain('there is nothing to redo');
    for (let n = 0; n < 4; n++) await said('undo');
    expect(await head()).toEqual(before);
    // What is done anew cannot be followed by what was undone.
    await said('revert', '2');
    expect((await cli('redo')).err).toContain('there is nothing to redo');
    await said('undo');
  });

  it('names blocks, goes there, and drops the names', async () => {
    expect(await said('branch', 'try', '--at', 'main~2')).toContain('branch try stands at block 1');
    expect(await said('switch', 'try')).toContain('on try, at block 1');
    expect((await cli('branch', 'try', '--drop')).err).toContain('go to another one first');
    await said('switch', 'main');
    expect(await said('branch', 'try', '--drop')).toContain('branch try is gone');
    expect(await said('undo')).toContain('undone: drop try');
    expect(await said('info')).toContain('try');
    expect(await head()).toEqual(['main', 3]);
  });

  it('prunes what no branch leads to', async () => {
    await said('branch', 'try', '--drop');
    await said('revert', 'main~1');
    expect(await said('prune')).toContain('1 block');
    expect((await cli('undo')).err).toContain('nothing to undo');
    expect(await head()).toEqual(['main', 2]);
  });

  it('checks all of the file', async () => {
    expect(await cli('check')).toMatchObject({
      exitCode: 0,
      out: expect.stringContaining('as it was written') as string,
    });
    const db = new DatabaseSync(join(folder.path, file));
    db.exec("UPDATE tx SET status = 'outOfGas'");
    db.close();
    const { exitCode, out, err } = await cli('check');
    expect([exitCode, out]).toEqual([2, '']);
    expect(err).toContain('✗ receipts, events and records are those that were committed');
    expect(err).toContain('block 2 has others');
  });

  it('says what is wrong with a position, a branch or a file', async () => {
    const refused = async (...args: string[]): Promise<string> => {
      const { exitCode, err, out } = await cli(...args);
      expect([exitCode, out]).toEqual([2, '']);
      return err;
    };
    expect(await refused('revert', '99')).toContain('has no block 99');
    expect(await refused('show', 'nope')).toContain('there is no branch or block nope');
    expect(await refused('switch', 'nope')).toContain('there is no branch nope; there are: main');
    expect(await refused('branch', 'main')).toContain('there is a branch main already');
    file = 'none.ledger';
    expect(await refused('info')).toContain('does not exist');
    expect(await refused('revert', '1')).toContain('none.ledger');
  });
});
