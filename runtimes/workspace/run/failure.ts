import type { Diagnostic } from '../../core/artifact.ts';
import type { LedgerError } from '../../ledger/ledger.ts';
import type { ScenarioError } from '../scenario/model.ts';
import type { RunFailure } from './report.ts';

interface Problem {
  readonly message: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly code?: string;
}

function failure(kind: RunFailure['kind'], problems: readonly Problem[]): RunFailure {
  const [first, ...more] = problems;
  return { kind, ...(first ?? { message: 'unknown problem' }), ...(more.length > 0 && { more }) };
}

export const scenarioFailure = (errors: readonly ScenarioError[]): RunFailure =>
  failure(
    'input',
    errors.map(({ message, file, line, column, code }) => ({
      message,
      file,
      line,
      column,
      ...(code !== undefined && { code }),
    })),
  );

/** Only errors are told; warnings are notes. */
export function compileFailure(diagnostics: readonly Diagnostic[]): RunFailure {
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === 'error');
  return failure(
    'input',
    (errors.length > 0 ? errors : diagnostics).map(({ message, hint, file, line, column, code }) => ({
      message: hint === undefined ? message : `${message} (${hint})`,
      file,
      ...(line > 0 && { line, column }),
      ...(code !== undefined && { code }),
    })),
  );
}

/** A ledger that lasts could not be read or written. */
export const ledgerFailure = ({ message }: LedgerError): RunFailure => ({ kind: 'storage', message });

export const runFailure = (message: string): RunFailure => ({ kind: 'run', message });
