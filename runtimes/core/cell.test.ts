import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as cells from './cell.ts';

const EE = 'ee'.repeat(12);
const address = 'ab'.repeat(20);
const account = cells.accountId(address);
const long = cells.accountId('cd'.repeat(32));

describe('accountId', () => {
  it('takes 20 and 32 bytes, with or without 0x, in any case', () => {
    expect(cells.accountId(`0x${address.toUpperCase()}`)).toBe(address);
    expect(long).toBe('cd'.repeat(32));
  });

  it('writes a padded address as its address: one account, one text', () => {
    expect(cells.accountId(address + EE)).toBe(account);
    expect(cells.fullId(account)).toBe(address + EE);
    expect(cells.fullId(long)).toBe(long);
    expect(cells.addressOf(account)).toBe(address);
    expect(cells.addressOf(long)).toBeUndefined();
  });

  it.each(['', '0x', 'ab', address.slice(1), `${address}g`, 'zz'.repeat(20), ` ${address}`, `${address}\n`])(
    'refuses %j',
    (text) => expect(() => cells.accountId(text)).toThrow(RangeError),
  );
});

describe('cell keys', () => {
  it('are made and taken apart', () => {
    const slot = '00'.repeat(32);
    expect(cells.parseCell(cells.balanceCell(account))).toEqual({ account, field: { kind: 'balance' } });
    expect(cells.parseCell(cells.nonceCell(account))?.field.kind).toBe('nonce');
    expect(cells.parseCell(cells.codeCell(account))?.field.kind).toBe('code');
    expect(cells.parseCell(cells.epochCell(account))?.field.kind).toBe('epoch');
    expect(cells.parseCell(cells.emptyCell(long))).toEqual({ account: long, field: { kind: 'empty' } });
    expect(cells.parseCell(cells.slotCountCell(account, ''))?.field).toEqual({ kind: 'slotCount', epoch: '' });
    expect(cells.parseCell(cells.storageCell(long, 'a1', slot))).toEqual({
      account: long,
      field: { kind: 'storage', epoch: 'a1', slot },
    });
  });

  it('are never a plain cell and storage at once', () => {
    for (const key of cells.plainCells(account)) expect(cells.isPlainCell(key)).toBe(true);
    expect(cells.isPlainCell(cells.slotCountCell(account, '1'))).toBe(false);
    expect(cells.isPlainCell(cells.storageCell(account, '', 'ab'))).toBe(false);
  });

  it('say whose they are', () => {
    expect(cells.accountOfCell(cells.storageCell(long, '1', 'ab'))).toBe(long);
    expect(cells.accountOfCell(cells.balanceCell(account))).toBe(account);
  });

  it.each([
    `${address}/`,
    `${address}/z`,
    `${address}/s/`,
    `${address}/s/a`,
    `${address}/b/`,
    `${address}b`,
    `${EE}/b`,
  ])('%s is none', (text) => expect(cells.parseCell(text)).toBeUndefined());

  it('are refused, not thrown at, whatever the text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(cells.parseCell(text)).toBeUndefined();
      }),
    );
  });
});

describe('cell values', () => {
  it('of code name the runtime and the hash', () => {
    expect(cells.parseCode(cells.codeValue('evm', 'ff'))).toEqual({ runtime: 'evm', hash: 'ff' });
    expect(cells.parseCode('')).toBeUndefined();
  });

  it('of numbers add up, with zero as the empty text', () => {
    expect(cells.addQuantity('', 0n)).toBe('');
    expect(cells.addQuantity('', 255n)).toBe('ff');
    expect(cells.addQuantity('ff', 1n)).toBe('100');
    expect(cells.addQuantity('ff', -255n)).toBe('');
  });
});

describe('isPlainCell', () => {
  it('holds for exactly the cells of plainCells', () => {
    for (const key of cells.plainCells(account)) expect(cells.isPlainCell(key)).toBe(true);
    // The slot count of the first epoch is a single letter too, yet it comes and goes with storage.
    for (const epoch of ['', '1']) {
      expect(cells.isPlainCell(cells.slotCountCell(account, epoch))).toBe(false);
      expect(cells.isPlainCell(cells.storageCell(account, epoch, '0b'))).toBe(false);
    }
  });
});
