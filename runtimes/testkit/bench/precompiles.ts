/** What the example `precompiled` gains: hash trees in Solidity, and by precompiles in Rust and C#, side by side. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runScenario } from '../../workspace/run/run-scenario.ts';

const EXAMPLE = fileURLToPath(new URL('../../../resources/examples/precompiled/', import.meta.url));
const WAYS = ['Solidity', 'Rust', 'C#'] as const;
const LARGE = 64;

/** Of one transaction. */
interface Figures {
  readonly gas: number;
  readonly ms: number;
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;

/** `count` transactions, each a tree of its own, one after the other on warm lanes. */
const scenarioOf = (way: number, leaves: number, count: number): string => `executors: { evm: 1, wasm: 1, cil: 1 }
policy: serial
precompiles:
  rust: { at: '0x0000000000000000000000000000000000001000', source: contracts/tree.rs, gas: { base: 300, perWord: 100 } }
  csharp: { at: '0x0000000000000000000000000000000000001001', source: contracts/Trees.cs, gas: { base: 1000, perWord: 1400 } }
contracts:
  forest: { source: contracts/Forest.sol, args: [[$rust, $csharp]] }
setup:
  - { to: forest, call: plant, count: 5, gas: 12000000, args: [${way}, { int: [1, 1000000] }, ${leaves}] }
traffic:
  - { to: forest, call: plant, count: ${count}, gas: 12000000, args: [${way}, { int: [1, 1000000] }, ${leaves}] }
`;

async function run(folder: string, way: number, leaves: number): Promise<Figures> {
  const count = way === 0 && leaves === LARGE ? 20 : 100;
  const file = join(folder, 'bench.yaml');
  writeFileSync(file, scenarioOf(way, leaves, count));
  const result = await runScenario({ file });
  if (!result.ok) throw new Error(result.error.message);
  const { transactions, gasUsed, elapsedMs } = result.value;
  if (transactions.committed !== count) throw new Error(`${WAYS[way]}: not all trees were planted`);
  return { gas: Number(gasUsed) / count, ms: elapsedMs / count };
}

export async function precompiles(rounds: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'interleave-bench-'));
  try {
    cpSync(EXAMPLE, folder, { recursive: true });
    for (const leaves of [LARGE, 1]) {
      const runs: Figures[][] = WAYS.map(() => []);
      // In turn, so that a machine that slows down slows all.
      for (let round = 0; round < rounds; round++)
        for (const [way, list] of runs.entries()) list.push(await run(folder, way, leaves));
      console.log(
        leaves === 1
          ? '\nTrees of one leaf, nothing to hash: what a call costs'
          : `\nBLAKE2s trees of ${leaves} leaves, per transaction`,
      );
      for (const [way, list] of runs.entries()) {
        const gas = median(list.map((one) => one.gas));
        const ratios = list.map((one, round) => (runs[0]?.[round]?.ms ?? NaN) / one.ms);
        const gain = leaves === 1 ? '' : `gain ${((runs[0]?.[0]?.gas ?? NaN) / gas).toFixed(0)}x`;
        console.log(
          `  ${(WAYS[way] ?? '').padEnd(9)} ${gas.toFixed(0).padStart(9)} gas  ${gain.padEnd(10)}  ${median(
            list.map((one) => one.ms),
          )
            .toFixed(2)
            .padStart(7)} ms  ` +
            `gain ${median(ratios).toFixed(1)}x (${Math.min(...ratios).toFixed(1)}..${Math.max(...ratios).toFixed(1)} over ${rounds} rounds)`,
        );
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
