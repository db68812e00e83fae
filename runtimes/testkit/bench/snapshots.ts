import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PHASE = join(import.meta.dirname, 'snapshot-phase.ts');

interface Figures {
  readonly ms: number;
  readonly peakMiB: number;
  readonly bytes: number;
}

/** Times and peak memory of each phase, for a tenth of the cells and for all: memory must not grow with them. */
export function snapshots(counts: readonly number[]): void {
  for (const count of counts) {
    const folder = mkdtempSync(join(tmpdir(), 'interleave-bench-'));
    console.log(`\nSnapshots of ${count} cells, each phase in a process of its own:`);
    try {
      for (const phase of ['make', 'export', 'info', 'import', 'diff']) {
        const { stdout, stderr, status } = spawnSync(process.execPath, [PHASE, phase, folder, String(count)], {
          encoding: 'utf8',
        });
        if (status !== 0) throw new Error(stderr);
        const { ms, peakMiB, bytes } = JSON.parse(stdout) as Figures;
        console.log(
          `  ${phase.padEnd(7)} ${(ms / 1000).toFixed(1).padStart(6)} s   peak ${peakMiB.toFixed(0).padStart(5)} MiB   file ${(bytes / 2 ** 20).toFixed(1)} MiB`,
        );
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}
