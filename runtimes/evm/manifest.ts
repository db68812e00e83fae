import type { RuntimeManifest } from '../core/manifest.ts';

export const RUNTIME = 'evm';

/** The version is the one of `@ethereumjs/evm`: it decides what a transaction does, so it stands in every receipt. */
export const manifest: RuntimeManifest = {
  id: RUNTIME,
  name: 'Ethereum Virtual Machine',
  version: '10.1.3',
  languages: [{ id: 'solidity', name: 'Solidity', extensions: ['.sol'] }],
  deterministic: true,
  look: { short: 'EVM', hue: 'violet', glyph: 'diamond' },
  gasRatio: { numerator: 1n, denominator: 1n },
};

export default manifest;
