import path from 'node:path';
import { existsSync } from 'node:fs';
import { type Command, Option } from 'commander';
import type { ConformanceReport } from '../../registry.ts';
import { refusal, type Answer } from '../answer.ts';
import { suiteOf } from '../conformance-suite.ts';
import { EXIT } from '../exit-code.ts';
import { jsonFlag, parseCount, parseShard } from '../flags.ts';
import type { Host } from '../host.ts';
import { createProgress } from '../progress.ts';
import { conformanceReportText } from '../report/conformance-report.ts';
import { cancelled } from '../run-failure.ts';

interface ConformanceFlags {
  readonly fixtures: string;
  readonly fork?: string;
  readonly shard?: { readonly index: number; readonly count: number };
  readonly minCases?: number;
}

const EXAMPLES = `
Examples:
  npm run -s cli -- conformance evm --fixtures general-state-tests.tar.xz --fork Cancun
  npm run -s cli -- conformance evm --fixtures GeneralStateTests/ --shard 1/4 --json
  npm run -s cli -- conformance evm --fixtures tests.tar --fork Cancun --min-cases 4938

Exit codes: 0 all cases passed, 1 one failed or fewer than --min-cases ran, 2 bad input, 130 cancelled.`;

export function addConformanceCommand(program: Command, host: Host, answer: (answer: Answer) => void): void {
  program
    .command('conformance')
    .summary("run a runtime's conformance suite through our kernel")
    .description(
      "Runs a runtime's conformance suite through our own executor processes and ledger. evm: Ethereum's GeneralStateTests.",
    )
    .argument('<runtime>', 'whose suite, such as evm')
    .addOption(
      new Option(
        '--fixtures <path>',
        'folder, .json, .tar, .tar.gz or .tar.xz, relative to where you call from',
      ).makeOptionMandatory(),
    )
    .addOption(new Option('--fork <fork>', 'only cases of this hardfork, such as Cancun'))
    .addOption(new Option('--shard <i/n>', 'only the i-th of n shares, from 1').argParser(parseShard))
    .addOption(new Option('--min-cases <n>', 'fail where fewer cases ran').argParser(parseCount))
    .addOption(jsonFlag())
    .addHelpText('after', EXAMPLES)
    .action(async (runtime: string, flags: ConformanceFlags) => answer(await conformance(runtime, flags, host)));
}

async function conformance(runtime: string, flags: ConformanceFlags, host: Host): Promise<Answer> {
  const { fixtures, fork, shard } = flags;
  const suite = await suiteOf(runtime);
  if (!suite.ok) return refusal(EXIT.input, { message: suite.error });
  const source = path.resolve(host.base, fixtures);
  const refuse = (message: string): Answer =>
    refusal(EXIT.input, { message, file: fixtures, advice: `Paths are relative to ${host.base}.` });
  if (fixtures === '' || !existsSync(source)) return refuse('no such folder or archive');
  const progress = createProgress(host);
  progress.begin('running cases');
  try {
    const report = await suite.value({
      fixtures: source,
      fork,
      shard,
      onCase: (done) => progress.onProgress(done, undefined),
      onExecutor: progress.onExecutor,
      signal: host.signal,
    });
    return report.ok ? judge(report.value, flags) : refuse(report.error);
  } catch (error) {
    if (host.signal.aborted) return cancelled(host);
    throw error;
  } finally {
    progress.clear();
  }
}

function judge(report: ConformanceReport, { fixtures, fork, shard, minCases }: ConformanceFlags): Answer {
  const ran = report.passed + report.failed;
  if (ran === 0 && shard === undefined) {
    const wanted = fork === undefined ? '' : ` of fork ${fork}`;
    return refusal(EXIT.input, {
      message: `no case${wanted} could be run`,
      file: fixtures,
      advice: 'Check --fixtures and --fork.',
    });
  }
  const isShort = minCases !== undefined && ran < minCases;
  return {
    kind: 'report',
    exitCode: report.failed > 0 || isShort ? EXIT.failed : EXIT.ok,
    json: report,
    text: (layout) => conformanceReportText(report, layout),
    note: isShort ? `error: only ${ran} cases ran, at least ${minCases} were expected (--min-cases)` : undefined,
  };
}
