import { expect, test } from 'vitest';
import { codeCell, parseCode } from '../core/cell.ts';
import { fromHex } from '../core/hex.ts';
import { CAROL, BOB, LaneLedger } from '../rules/test-ledger.testkit.ts';
import { createLane } from './executor.ts';
import { manifest } from './manifest.ts';

test('an authorization that a Wasm lane applies is followed where delegations are', async () => {
  const ledger = new LaneLedger({ createLane }, manifest.id, 'osaka', { builtins: { ['1'.padStart(40, '0')]: 'evm' } });
  ledger.answer = ({ gas, refund }) => ({ status: 'success', output: fromHex('07'), gasLeft: gas, refund, reason: '' });
  const authorizations = [{ chainId: 1n, address: CAROL, nonce: 0n, authority: BOB }];
  const ran = await ledger.send({ to: BOB, authorizations });
  expect(ran.outcome).toEqual({ status: 'success', output: fromHex('07') });
  expect(parseCode(ledger.cell(codeCell(BOB)))?.runtime).toBe('evm');
  expect(ledger.foreign).toMatchObject([{ runtime: 'evm', call: { account: BOB, codeAccount: BOB } }]);
  const later = await ledger.run({ to: BOB });
  expect(later.execution).toEqual({ kind: 'misrouted', runtime: 'evm' });
  // Nothing is there to delegate to: the call is a plain payment.
  const none = await ledger.run({
    to: CAROL,
    authorizations: [{ chainId: 1n, address: BOB, nonce: 9n, authority: BOB }],
  });
  expect(none.outcome).toEqual({ status: 'success', output: new Uint8Array(0) });
});
