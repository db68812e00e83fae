import { existsSync } from 'node:fs';
import path from 'node:path';
import type { RunFailure } from '../workspace/run/report.ts';
import { refusal, type Answer, type Problem } from './answer.ts';
import { EXIT } from './exit-code.ts';
import type { Cancellation, Host } from './host.ts';

const ADVICE: Readonly<Record<Exclude<RunFailure['kind'], 'cancelled'>, string>> = {
  input: 'Nothing was run. Correct this and run the command again.',
  deployment: 'The traffic was not run: that needs every deployment and the whole setup to succeed.',
  export: 'The run is done, only its end was not written. Correct this and run the command again.',
  transaction: 'The run is done. Name one of its transactions and run the command again.',
  storage: 'What was committed before is in the file: "ledger log" lists it. Correct this and run the command again.',
  run: 'The run broke off without a result. If it does so again, it is a fault of Interleave.',
};

/** The scenario was made for a contract, and its arguments are guesses. */
const FROM_STARTER =
  'This scenario was made for the contract. Save it as scenario.yaml, correct its arguments, and run it:';

/** Why a scenario has no report, in the words of the command line. */
export function runFailure(
  { kind, more = [], starter, ...first }: RunFailure,
  scenario: string,
  host: Host,
  advice = ADVICE[kind === 'cancelled' ? 'run' : kind],
): Answer {
  if (kind === 'cancelled') return cancelled(host);
  const place = (problem: Problem): Problem => ({
    message: problem.message,
    file: problem.file === undefined ? undefined : fromBase(problem.file, scenario, host.base),
    line: problem.line,
    column: problem.column,
  });
  return refusal(kind === 'input' || kind === 'transaction' ? EXIT.input : EXIT.failed, {
    ...place(first),
    more: more.map(place),
    advice: starter === undefined ? advice : `${FROM_STARTER}\n\n${starter.trimEnd()}`,
  });
}

export function cancelled(host: Host): Answer {
  const { signal, exitCode } = (host.signal.reason ?? {}) as Partial<Cancellation>;
  return refusal(exitCode ?? EXIT.interrupted, {
    message: `cancelled${signal === undefined ? '' : ` by ${signal}`}; there is no result`,
  });
}

/** A file of the scenario's as seen from where the user stands; absolute where that is outside. */
function fromBase(file: string, scenario: string, base: string): string {
  const absolute = path.resolve(path.dirname(scenario), file);
  // An import's name (`@openzeppelin/...`) is no path.
  if (!existsSync(absolute)) return file;
  const relative = path.relative(base, absolute);
  return relative.startsWith('..') || path.isAbsolute(relative) ? absolute : relative;
}
