import { expect, it } from 'vitest';
import { plain, verifyReport } from '../report.testkit.ts';
import { verifyReportText } from './verify-report.ts';

it('says that the run is equivalent, and how the times compare', () => {
  const text = verifyReportText(verifyReport(), plain);
  expect(text).toContain('✓ EQUIVALENT  State root, receipts and events equal serial execution.');
  expect(text).toContain('That took 3.00 s, optimistic 2.00 s: 1.50 times as fast');
});

it('says what differs, and the verdict last', () => {
  const differences = [
    'receipt 7: success, serially revert',
    ...Array.from({ length: 14 }, (_, i) => `difference ${i}`),
  ];
  const lines = verifyReportText(
    verifyReport({ equivalent: false, serialStateRoot: 'cd'.repeat(32), differences }),
    plain,
  ).split('\n');
  expect(lines.at(-1)).toMatch(/^✗ NOT EQUIVALENT/);
  expect(lines).toContain('  - receipt 7: success, serially revert');
  expect(lines).toContain('  … and 5 more; --json has them all');
  expect(lines.join()).toContain('cd'.repeat(32));
  expect(lines.join()).not.toContain('✓ EQUIVALENT');
});

it('names an oracle of its own, within the width', () => {
  const oracle =
    'serial execution of the transactions that committed, in block order; invalidated ones only consume their nonce';
  const text = verifyReportText(verifyReport({ oracle }), plain);
  expect(text.replace(/\n */g, ' ')).toContain(`equal ${oracle}.`);
  for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
});
