/** Keeps sources from the compiler that it could not take, or not in reasonable time. */
import type { Diagnostic } from '../../core/artifact.ts';
import { nestingProblem } from './nesting.ts';

export interface CheckedSources {
  /** Those that can be parsed, in their order. */
  readonly files: readonly (readonly [path: string, text: string])[];
  /** What is wrong with the others, each with its place. */
  readonly problems: readonly Diagnostic[];
}

export function checkSources(files: readonly (readonly [path: string, text: string])[]): CheckedSources {
  const problems = new Map<string, Diagnostic>();
  for (const [file, text] of files) {
    const problem = nestingProblem(text);
    if (problem === undefined) continue;
    const { at, ...told } = problem;
    const lines = text.slice(0, at).split('\n');
    problems.set(file, {
      severity: 'error',
      ...told,
      file,
      line: lines.length,
      column: (lines.at(-1)?.length ?? 0) + 1,
    });
  }
  return { files: files.filter(([file]) => !problems.has(file)), problems: [...problems.values()] };
}
