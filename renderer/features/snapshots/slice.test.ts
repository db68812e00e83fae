import { describe, expect, it } from 'vitest';
import { err, ok } from '../../../runtimes/core/result.ts';
import type { TimelineBlock } from '../../../runtimes/service/contract/history.ts';
import { PIECE, type Verdict } from '../../../runtimes/service/contract/snapshots.ts';
import { FakeService, testPage, testStore } from '../../store/fake-service.testkit.ts';
import { cellText } from './cell-text.ts';
import { currentLine } from './slice.ts';

const block = (id: number, parent: number | null): TimelineBlock => ({
  id,
  parent,
  number: id,
  hash: '',
  timestamp: 0,
  transactions: 0,
  gasUsed: '0',
  stateRoot: null,
  label: '',
});

const verdict = (flaw: Verdict['flaw']): Verdict => ({ file: 'a.ilsnap', size: 1, checks: [], carried: null, flaw });
const fileOf = (size: number) => ({
  name: 'a.ilsnap',
  size,
  slice: (start: number, end: number) => ({ arrayBuffer: () => Promise.resolve(new ArrayBuffer(end - start)) }),
});

describe('snapshots in the store', () => {
  it('a file is sent in pieces, checked, and let go when its dialog is closed', async () => {
    const service = new FakeService();
    const store = testStore(service, testPage());
    const offsets: number[] = [];
    service.answers = {
      'snapshots.upload': () => ok({ upload: 'u' }),
      'snapshots.piece': ({ offset }: { offset: number }) => ok((offsets.push(offset), {})),
      'snapshots.inspect': () => ok(verdict(null)),
      'snapshots.discard': () => ok({}),
    };
    await store.getState().checkSent(fileOf(PIECE + 5));
    expect(offsets).toEqual([0, PIECE]);
    expect(store.getState()).toMatchObject({ importing: { file: { upload: 'u' } }, snapshotWork: undefined });
    store.getState().closeImport();
    expect(service.asked.at(-1)).toBe('snapshots.discard');
    expect(store.getState().importing).toBeUndefined();
  });

  it('a file that the import refuses stays in its dialog; what fails on the way is said', async () => {
    const service = new FakeService();
    const store = testStore(service, testPage());
    service.answers = {
      'snapshots.inspect': () => ok(verdict(null)),
      'snapshots.import': () => ok({ verdict: verdict({ message: 'm', advice: 'a' }), workspace: null }),
    };
    await store.getState().checkFile({ name: 'a.ilsnap' });
    await store.getState().importFile('replace');
    expect(store.getState().importing?.verdict.flaw?.message).toBe('m');
    service.answers = { 'snapshots.inspect': () => err({ code: 'io', message: 'the disk' }) };
    await store.getState().checkFile({ name: 'a.ilsnap' });
    expect(store.getState()).toMatchObject({ snapshotError: 'the disk', snapshotWork: undefined });
  });

  it('when the ledger has moved, everything of it is asked for anew', async () => {
    const service = new FakeService();
    const store = testStore(service, testPage());
    store
      .getState()
      .notify({ kind: 'info', text: 'it is the ledger', action: { label: 'Undo import', run: () => undefined } });
    service.emit('history.changed', { moved: true });
    expect(store.getState().notices).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 0));
    for (const method of ['ledger.describe', 'accounts.list', 'contracts.list', 'ledger.transactions'])
      expect(service.asked).toContain(method);
    expect(store.getState().standing).toBeUndefined();
  });

  it('the line goes from where the ledger stands back to its first block', () => {
    const timeline = [block(4, 1), block(3, 2), block(2, 1), block(1, null)];
    expect([...currentLine(timeline, 4)]).toEqual([4, 1]);
    expect([...currentLine(timeline, 3)]).toEqual([3, 2, 1]);
  });

  it('cells are shown as people read them', () => {
    expect(cellText('ab/b', 'de0b6b3a7640000')).toBe('1 ether');
    expect(cellText('ab/s/0', '1e8480')).toBe('2,000,000');
    expect(cellText('ab/c', 'evm:00')).toBe('evm:00');
    expect(cellText('ab/s/0', '')).toBe('nothing');
  });
});

it('commands go one step and say so', async () => {
  const service = new FakeService();
  const store = testStore(service, testPage());
  const reverted: number[] = [];
  service.answers = {
    'history.describe': () => ok({ branch: 'main', at: 2, branches: [], undo: 'take main back', redo: null }),
    'history.blocks': () => ok([block(2, 1), block(1, null)]),
    'history.undo': () => err({ code: 'refused', message: 'not now' }),
    'history.revert': (asked: { block: number }) => ok((reverted.push(asked.block), {})),
  };
  const said = () => store.getState().notices.at(-1)?.text;
  await store.getState().stepLedger('revert');
  expect(reverted).toEqual([1]);
  expect(said()).toBe('Reverted: block 1 is the current state.');
  await store.getState().stepLedger('redo');
  expect(said()).toBe('There is nothing to redo.');
  await store.getState().stepLedger('undo');
  expect(said()).toBe('not now');
});
