import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReopenFigures } from './reopen-phase.ts';

const PHASE = join(import.meta.dirname, 'reopen-phase.ts');

/** How long a large ledger takes to open, each time in a process of its own. @param count transactions in it. */
export function reopening(count: number, rounds: number): void {
  const folder = mkdtempSync(join(tmpdir(), 'interleave-bench-'));
  const phase = (name: string): string => {
    const args = ['--max-semi-space-size=32', PHASE, name, join(folder, 'large.ledger'), String(count)];
    const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
    return stdout;
  };
  try {
    phase('make');
    const runs = Array.from({ length: rounds }, () => JSON.parse(phase('open')) as ReopenFigures);
    const least = (pick: (run: ReopenFigures) => number): string => Math.min(...runs.map(pick)).toFixed(0);
    const most = (pick: (run: ReopenFigures) => number): string => Math.max(...runs.map(pick)).toFixed(0);
    const { cells, fileMiB } = runs[0] as ReopenFigures;
    console.log(
      `\nReopening a ledger of ${count} token mints (${cells} cells, file ${fileMiB.toFixed(0)} MiB), ${rounds} times:`,
    );
    console.log(
      `  open for reads and commits after ${least((run) => run.openMs)} to ${most((run) => run.openMs)} ms (aim under 1000), ` +
        `${least((run) => run.openCpuMs)} ms CPU at least`,
    );
    console.log(
      `  compared with its state root after ${least((run) => run.checkedMs)} to ${most((run) => run.checkedMs)} ms · ` +
        `peak ${most((run) => run.peakMiB)} MiB`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
