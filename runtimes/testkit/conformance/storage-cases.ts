import { expect } from 'vitest';
import { parseCell } from '../../core/cell.ts';
import { fromHex } from '../../core/hex.ts';
import { ALICE, cellsOf, decoded, numberCell, START, valueCell } from './probe-lab.ts';
import { callOf, addressOf, noted, wordOf } from './probe-abi.ts';
import type { Suite } from './suite.ts';

const MOST = 2n ** 256n - 1n;

export const storageCases: Suite = ({ describe, test, testWith }, adapter, lab) => {
  describe('storage', () => {
    test('is zero where nothing was written, and that it was looked at stands in the effects', async () => {
      const ran = await lab().run('values', [5n]);
      expect(decoded('values', ran)).toBe(0n);
      expect(cellsOf(lab().probe, ran.reads)).toContain(valueCell(lab().probe, 5n));
      expect(cellsOf(lab().probe, ran.writes)).toEqual([]);
    });

    test('lies where Solidity would put it', async () => {
      const { probe } = lab();
      expect(lab().ledger.cell(numberCell(probe))).toBe(START.toString(16));
      const ran = await lab().send('setValue', [5n, 0xabcn]);
      expect(ran.writes).toContainEqual({ key: valueCell(probe, 5n), value: 'abc' });
    });

    test('keeps what was written, to the largest word, and is zero again once it is cleared', async () => {
      for (const [key, value] of [
        [0n, 1n],
        [MOST, MOST],
      ] as const) {
        await lab().send('setValue', [key, value]);
        expect(await lab().answer('values', [key])).toBe(value);
        const cleared = await lab().send('setValue', [key, 0n]);
        expect(cleared.writes).toContainEqual({ key: valueCell(lab().probe, key), value: '' });
        expect(await lab().answer('values', [key])).toBe(0n);
      }
    });

    test('belongs to the account, not to its code', async () => {
      const { other } = lab();
      await lab().send('setNumber', [1n]);
      await lab().send('setNumber', [2n], { to: other });
      expect(await lab().answer('number')).toBe(1n);
      expect(await lab().answer('number', [], { to: other })).toBe(2n);
    });

    test('is what the ledger says now: a lane remembers nothing from one transaction to the next', async () => {
      await lab().send('add', [1n]);
      lab().ledger.cells.set(numberCell(lab().probe), '64');
      expect(await lab().answer('number')).toBe(100n);
      const ran = await lab().run('add', [1n]);
      expect(ran.writes).toContainEqual({ key: numberCell(lab().probe), value: '65' });
      expect(cellsOf(lab().probe, ran.reads)).toContain(numberCell(lab().probe));
    });

    test('of transactions that do not commit is not there', async () => {
      await lab().run('setNumber', [1n]);
      expect(await lab().answer('number')).toBe(START);
    });

    test('has names', async () => {
      const { artifact, ledger, probe } = lab();
      const ran = await lab().send('setValue', [5n, 1n]);
      await lab().send('setNumber', [1n]);
      const preimages = new Map([...ledger.preimages].map(([hash, preimage]) => [hash, fromHex(preimage)]));
      const name = adapter.runtime.createSlotNamer?.(artifact.storageLayout, preimages);
      const slotOf = (key: string): string => {
        const field = parseCell(key)?.field;
        return field?.kind === 'storage' ? field.slot : '';
      };
      expect(name?.(slotOf(numberCell(probe)))).toBe('number');
      expect(ran.writes.map(({ key }) => name?.(slotOf(key)))).toContain('values[5]');
    });
  });

  describe('transient storage', () => {
    const withTransient = testWith('transient');
    withTransient('is forgotten with the transaction', async () => {
      const ran = await lab().send('hold', [5n]);
      expect(ran.outcome.status).toBe('success');
      expect(cellsOf(lab().probe, ran.writes)).toEqual([]);
      expect(await lab().answer('held')).toBe(0n);
    });

    withTransient('lasts from one frame to the next, and goes with a frame that reverts', async () => {
      if (!lab().can('calls')) return;
      const at = addressOf(lab().other);
      expect(await lab().answer('both', [at, callOf('hold', [5n]), callOf('held')])).toEqual(['0x', `0x${wordOf(5)}`]);
      const dropped = await lab().answer('both', [at, callOf('refuse', [5n]), callOf('held')]);
      expect((dropped as readonly string[])[1]).toBe(`0x${wordOf(0)}`);
    });
  });

  describe('events', () => {
    test('have the account, the topics and the data that Solidity would give them', async () => {
      const ran = await lab().run('note', [MOST, 3n]);
      expect(ran.events).toEqual([noted(lab().probe, MOST, 3n)]);
      expect(cellsOf(lab().probe, ran.writes)).toEqual([]);
      expect(cellsOf(ALICE, ran.writes)).not.toEqual([]);
    });
  });
};
