/** What stands behind the options of several commands; a wrong value is commander's InvalidArgumentError. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { POLICIES, type PolicyName } from '../core/schedule.ts';
import { suggest } from '../workspace/abi/suggest.ts';
import { LIMITS } from '../workspace/scenario/defaults.ts';
import type { LaneCounts } from '../workspace/scenario/lane-counts.ts';

export interface ScenarioFlags {
  readonly policy?: PolicyName;
  readonly lanes?: LaneCounts;
  readonly executors?: ReadonlyMap<string, number>;
  readonly seed?: number;
  readonly ledger?: string;
  readonly branch?: string;
  readonly from?: string;
  readonly export?: string;
  readonly trust?: boolean;
  readonly recordSteps?: boolean;
}

/** The scenario and what overrides its file; so no flag has a default. */
export const addScenarioFlags = (command: Command): Command =>
  command
    .argument('<scenario>', 'scenario file (YAML) or contract, relative to where you call from')
    .addOption(
      new Option('--policy <policy>', `${POLICIES.join(', ')} (default: the file's, else optimistic)`).argParser(
        parsePolicy,
      ),
    )
    .addOption(
      new Option('--lanes <n>', `lanes per executor, 1 to ${LIMITS.lanes}: 4, or by runtime: evm=4,wasm=2`).argParser(
        parseLanes,
      ),
    )
    .addOption(new Option('--executors <list>', 'instances by runtime: evm=2,wasm=1').argParser(parseExecutors))
    .addOption(new Option('--seed <n>', 'every random choice derives from it').argParser(parseSeed))
    .addOption(
      new Option('--ledger <file>', 'run on the ledger in this file; made where there is none (else in memory)'),
    )
    .addOption(new Option('--branch <name>', 'of that file, where blocks go; made where there is none'))
    .addOption(
      new Option('--from <state>', 'begin from a snapshot, a ledger file or FILE@POSITION (main~3, 12, a hash)'),
    )
    .addOption(new Option('--export <file>', 'write a snapshot of the end'))
    .addOption(
      new Option('--trust', "trust the scenario's folder from now on: assemblies in it (.dll) may be deployed"),
    )
    .addOption(jsonFlag());

/** For commands after which something can be done with them. */
export const recordStepsFlag = (): Option =>
  new Option(
    '--record-steps',
    'record the steps of transactions that run code which is not deterministic, for the debugger',
  );

export const jsonFlag = (): Option => new Option('--json', 'one JSON object on stdout, errors included');

export function parsePolicy(text: string): PolicyName {
  const policy = POLICIES.find((name) => name === text);
  if (policy === undefined)
    throw new InvalidArgumentError(`There are: ${POLICIES.join(', ')}.${suggest(text, POLICIES)}`);
  return policy;
}

/** `4`, or `evm=4,wasm=2`. */
export const parseLanes = (text: string): LaneCounts =>
  text.includes('=') ? parseByRuntime(text, 'lanes', LIMITS.lanes) : parseLaneCount(text);

export const parseLaneCount = (text: string): number => parseInteger(text, 1, LIMITS.lanes);

export const parseSeed = (text: string): number => parseInteger(text, 0, Number.MAX_SAFE_INTEGER);

export const parseCount = (text: string): number => parseInteger(text, 1, Number.MAX_SAFE_INTEGER);

export function parseInteger(text: string, min: number, max: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= min && value <= max)) throw new InvalidArgumentError(`It must be an integer from ${min} to ${max}.`);
  return value;
}

/** `evm=2,wasm=1`. */
export const parseExecutors = (text: string): ReadonlyMap<string, number> =>
  parseByRuntime(text, 'executors', LIMITS.executors);

/** Whether there are such runtimes is not known here. @param what of which there are from 1 to `most` */
function parseByRuntime(text: string, what: string, most: number): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const part of text.split(',')) {
    const [, runtime, count] = /^\s*([a-z][a-z0-9-]*)\s*=\s*(\d+)\s*$/.exec(part) ?? [];
    if (runtime === undefined || count === undefined) {
      throw new InvalidArgumentError(
        `Write runtime=count, several with commas between them: evm=2,wasm=1. Not understood: "${part.trim()}".`,
      );
    }
    if (counts.has(runtime)) throw new InvalidArgumentError(`"${runtime}" is given twice.`);
    if (Number(count) < 1 || Number(count) > most) {
      throw new InvalidArgumentError(`"${runtime}" must have 1 to ${most} ${what}, not ${count}.`);
    }
    counts.set(runtime, Number(count));
  }
  return counts;
}

/** `i/n`: the i-th of n shares, from 1. */
export function parseShard(text: string): { readonly index: number; readonly count: number } {
  const [, index, count] = /^(\d+)\/(\d+)$/.exec(text)?.map(Number) ?? [];
  if (index === undefined || count === undefined || !Number.isSafeInteger(count) || index < 1 || index > count) {
    throw new InvalidArgumentError('Write i/n, the i-th of n shares, from 1: 1/4.');
  }
  return { index, count };
}
