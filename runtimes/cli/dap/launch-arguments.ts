/** What `launch` says to `cli dap`. */
import { isAbsolute, resolve } from 'node:path';
import { z } from 'zod';
import { err, ok, type Result } from '../../core/result.ts';
import { POLICIES } from '../../core/schedule.ts';
import { LIMITS } from '../../workspace/scenario/defaults.ts';
import { laneCountsOf } from '../../workspace/scenario/lane-counts.ts';
import type { RunOptions } from '../../workspace/run/report.ts';
import type { TracePick } from '../../workspace/trace/run-picked.ts';

const laneCount = z.number().int().min(1).max(LIMITS.lanes);
const PICK = 'write a number, or BLOCK:INDEX';

const schema = z.object({
  /** Scenario file or contract, absolute or relative to `cwd`. `program` is what other debuggers call it. */
  scenario: z.string().min(1).optional(),
  program: z.string().min(1).optional(),
  cwd: z.string().optional(),
  /** The n-th transaction of the traffic, from 0, or `BLOCK:INDEX`. */
  tx: z.union([z.number().int().min(0), z.string().regex(/^\d{1,9}(:\d{1,9})?$/, PICK)], PICK).default(0),
  /** A call after the setup, as an entry of a scenario's traffic has it, instead of the traffic: `{to: token, call: mint, args: [5]}`. */
  call: z.record(z.string(), z.unknown(), 'write an entry of traffic: { to, call, args }').optional(),
  /** Whether Solidity is optimised, whatever the project says: steps and locals are exact without, gas is another then. */
  optimizer: z.boolean().optional(),
  /** Whether steps are recorded of transactions that run code which is not deterministic; instead of what the scenario says. */
  recordSteps: z.boolean().optional(),
  policy: z.enum(POLICIES).optional(),
  seed: z.number().int().min(0).optional(),
  /** Per executor: one number, or one by runtime. */
  lanes: z
    .union([laneCount, z.record(z.string(), laneCount)], 'write a number from 1 to 64, or such by runtime')
    .optional(),
});

export interface Launch {
  readonly options: RunOptions;
  readonly pick: TracePick;
}

/** The error is a sentence that says which argument and how it should be. @param base what relative paths begin at. */
export function launchArguments(args: Readonly<Record<string, unknown>>, base: string): Result<Launch, string> {
  const parsed = schema.safeParse(args);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return err(`launch: "${issue?.path.join('.') ?? ''}": ${issue?.message ?? 'is wrong'}`);
  }
  const { scenario, program, cwd, tx, call, optimizer, recordSteps, policy, seed, lanes } = parsed.data;
  const file = scenario ?? program;
  if (file === undefined) return err('launch: "scenario" is missing: the path of a scenario (YAML) or of a contract');
  const folder = resolve(base, cwd ?? '.');
  return ok({
    pick: call === undefined ? pickOf(tx) : { index: 0 },
    options: {
      file: isAbsolute(file) ? file : resolve(folder, file),
      workspace: folder,
      ...(optimizer !== undefined && { optimize: optimizer }),
      ...(recordSteps !== undefined && { recordSteps }),
      ...(call && { call }),
      ...(policy && { policy }),
      ...(seed !== undefined && { seed }),
      ...(lanes !== undefined && { lanes: laneCountsOf(lanes) }),
    },
  });
}

function pickOf(tx: number | string): TracePick {
  if (typeof tx === 'number') return { index: tx };
  const [first = 0, second] = tx.split(':').map(Number);
  return second === undefined ? { index: first } : { block: first, index: second };
}
