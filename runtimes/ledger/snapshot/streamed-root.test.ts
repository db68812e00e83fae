import { expect, test } from 'vitest';
import { accountId, balanceCell, type CellKey, type CellValue } from '../../core/cell.ts';
import { seeded } from '../../core/random.ts';
import { toHex } from '../../core/hex.ts';
import { TEST_CONFIG } from '../ledger-contract.testkit.ts';
import { StateRoot } from '../state-root.ts';
import { StreamedRoot } from './streamed-root.ts';

function streamed(cells: Iterable<readonly [CellKey, CellValue]>): string {
  const root = new StreamedRoot(TEST_CONFIG);
  try {
    for (const [key, value] of cells) root.add(key, value);
    return root.root();
  } finally {
    root.close();
  }
}

test.each([0, 1, 2, 3, 100, 65_536, 70_000])('%i cells have the root that the tree gives them', async (count) => {
  const random = seeded(count);
  const cells = Array.from({ length: count }, (_, i) => {
    const key = balanceCell(accountId(toHex(random.bytes(20))));
    // Now and then a value that is longer than most.
    return [key, (i + 1).toString(16) + 'f'.repeat(random.below(100) === 0 ? 600 : 0)] as const;
  });
  const root = await new StateRoot(TEST_CONFIG, () => cells).root();
  expect(streamed(cells)).toBe(root);
  expect(streamed(cells.toReversed())).toBe(root);
});
