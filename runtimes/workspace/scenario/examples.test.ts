import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseScenario } from './parse.ts';

const ROOT = join(import.meta.dirname, '../../../resources/examples');
const names = readdirSync(ROOT, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

it('there are the examples that the issue names', () => {
  expect(names).toEqual(expect.arrayContaining(['amm-swaps', 'erc20-rush', 'hot-counter', 'mint-rush']));
});

describe.each(names)('the example %s', (name) => {
  const folder = join(ROOT, name);
  const parsed = parseScenario(readFileSync(join(folder, 'scenario.yaml'), 'utf8'), `${name}/scenario.yaml`);

  it('is a scenario of its own name that expects something', () => {
    expect(parsed.ok ? [] : parsed.error).toEqual([]);
    if (!parsed.ok) return;
    expect(parsed.value.name).toBe(name);
    expect(parsed.value.expect.length).toBeGreaterThan(0);
  });

  it('has its sources and a page', () => {
    const contracts = parsed.ok ? parsed.value.contracts : [];
    const sources = contracts.flatMap((contract) => (contract.kind === 'deploy' ? [contract.source.path] : []));
    expect(sources.filter((path) => !existsSync(join(folder, path)))).toEqual([]);
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toContain(`resources/examples/${name}/scenario.yaml`);
  });
});
