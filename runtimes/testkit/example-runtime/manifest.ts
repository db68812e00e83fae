import type { RuntimeManifest } from '../../core/manifest.ts';

export const manifest: RuntimeManifest = {
  id: 'stack',
  name: 'Stack machine',
  // Of the language and its prices: they decide what a transaction does and costs, so it stands in every receipt.
  version: '1',
  languages: [{ id: 'stack', name: 'Stack', extensions: ['.stack'] }],
  deterministic: true,
  // One instruction is one gas.
  gasRatio: { numerator: 1n, denominator: 1n },
};
