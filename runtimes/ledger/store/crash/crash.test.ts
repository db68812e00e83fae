/**
 * A ledger loses nothing that it has acknowledged, whatever ends its process. `INTERLEAVE_CRASH_RUNS` crashes in all (50; `npm run soak`
 * many more), `INTERLEAVE_PROPERTY_SEED` repeats those of a seed; the moment of a kill cannot be repeated, what a loss of power leaves can.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { randomInt } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { seeded, type Random } from '../../../core/random.ts';
import { checkSurvivor } from './check-survivor.testkit.ts';
import type { CommitterOptions } from './committer.testkit.ts';
import { needStrace, record, type DiskEvent } from './disk-recording.testkit.ts';
import { losePower } from './power-loss.testkit.ts';

const RUNS = Number(process.env['INTERLEAVE_CRASH_RUNS'] ?? 50);
/** A kill costs a new process and is repeated on one file; power is lost many times within one recording. */
const KILLS = Math.ceil(RUNS * 0.24);
const LOSSES = RUNS - KILLS;
/** Losses of power within one recording. */
const CUTS = 19;
const SEED = Number(process.env['INTERLEAVE_PROPERTY_SEED'] ?? randomInt(2 ** 31));
const MINUTES = 60_000;
/** So small that the log is folded into the file, and begun anew, every few blocks. */
const LOG_PAGES = 40;

const folder = mkdtempSync(join(tmpdir(), 'interleave-crash-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const repeat = (seed: number): string => `INTERLEAVE_PROPERTY_SEED=${seed} repeats it`;

/** Commits until it is killed: while it opens the file, or after some acknowledgements. Number of the newest operation acknowledged. */
function commitAndKill(options: CommitterOptions, random: Random): Promise<number> {
  const script = new URL('./committer.testkit.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [script, JSON.stringify(options)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  const kill = (ms: number): unknown => setTimeout(() => child.kill('SIGKILL'), ms);
  const enough = random.below(60);
  const moment = random.real();
  if (random.below(4) === 0) kill(moment * 800);
  child.stdout.on('data', (bytes: Buffer) => {
    said += bytes.toString();
    if (said.split('\n').length > enough) kill(moment * 4);
  });
  return new Promise((resolve, reject) => {
    child.on('close', (code, signal) => {
      if (signal !== 'SIGKILL') reject(new Error(`the process ended by itself, with code ${code}`));
      // Only whole lines were acknowledged.
      else resolve(Number(said.split('\n').at(-2) ?? 0));
    });
  });
}

describe('sqlite ledger: its process is killed', () => {
  it(
    `${KILLS} times, at any moment: a prefix of what was committed is there, with all that was acknowledged`,
    async () => {
      const random = seeded(SEED);
      const file = join(folder, 'killed');
      const options = { file, seed: SEED, operations: 1e9, sessions: 1, synced: true, logPages: LOG_PAGES };
      for (let run = 0; run < KILLS; run++) {
        const acknowledged = await commitAndKill({ ...options, atOnce: 1 + random.below(8) }, random);
        await checkSurvivor(file, SEED, acknowledged).catch((error: unknown) => {
          throw new Error(`kill ${run}: ${(error as Error).message}; ${repeat(SEED)}`);
        });
      }
    },
    KILLS * MINUTES,
  );
});

describe('sqlite ledger: power is lost', () => {
  let recordings = 0;
  const recording = (seed: number, synced: boolean): Promise<readonly DiskEvent[]> => {
    const options = { seed, operations: 30, sessions: 2, atOnce: 1 + (seed % 4), synced, logPages: LOG_PAGES };
    return record(join(folder, `recording-${recordings++}`), options);
  };

  /** Loses power within a recording, so many times. What went wrong. */
  async function lose(events: readonly DiskEvent[], seed: number, cuts: number): Promise<string[]> {
    const random = seeded(seed);
    const flaws: string[] = [];
    for (let n = 0; n < cuts; n++) {
      const cut = random.below(events.length + 1);
      const left = join(folder, 'left');
      mkdirSync(left);
      const acknowledged = losePower(events, cut, random, left);
      await checkSurvivor(join(left, 'ledger'), seed, acknowledged).catch((error: unknown) => {
        flaws.push(`cut ${n}, after event ${cut} of ${events.length}: ${(error as Error).message}`);
      });
      rmSync(left, { recursive: true });
    }
    return flaws;
  }

  it(
    `${LOSSES} times, whatever of the writes not yet synced has reached the disk: the same`,
    async ({ skip }) => {
      needStrace(skip);
      for (let run = 0; run * CUTS < LOSSES; run++) {
        const seed = SEED + run;
        const flaws = await lose(await recording(seed, true), seed, Math.min(CUTS, LOSSES - run * CUTS));
        expect(flaws, repeat(seed)).toEqual([]);
      }
    },
    LOSSES * MINUTES,
  );

  it('finds the lost blocks of a ledger that does not sync', async ({ skip }) => {
    needStrace(skip);
    const flaws = await lose(await recording(1, false), 1, 6);
    expect(flaws.join('\n')).toMatch(/lost: \d+ operations were acknowledged, \d+ are there/);
  });
});
