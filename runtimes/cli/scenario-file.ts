import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { err, ok, type Result } from '../core/result.ts';
import type { Failure } from './answer.ts';

/** The absolute path of a scenario that the user named. */
export const findScenario = (given: string, base: string): Result<string, Failure> =>
  findFile(given, base, 'scenario file');

/** The absolute path of a file that the user named; `what` is what it should be. */
export function findFile(given: string, base: string, what: 'scenario file' | 'file'): Result<string, Failure> {
  const isScenario = what === 'scenario file';
  const refuse = (message: string, advice: string): Result<string, Failure> => err({ message, file: given, advice });
  if (given === '') {
    const advice = isScenario ? 'Name a scenario file (.yaml) or a contract.' : 'Name a file.';
    return err({ message: `the name of the ${what} is empty`, advice });
  }
  // `npm start` names a file of the project, from wherever it is called.
  const asked = path.resolve(base, given);
  const file = existsSync(asked) ? asked : path.resolve(given);
  try {
    const found = statSync(file);
    if (found.isFile()) return ok(file);
    if (!found.isDirectory()) return refuse('this is not a regular file', 'Name a file on disk.');
    return refuse(
      `this is a folder, not a ${what}`,
      isScenario ? `Name the file in it, like ${path.join(given, 'scenario.yaml')}.` : 'Name the file in it.',
    );
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR')
      return refuse(`there is no such ${what}`, `Paths are relative to ${base}.`);
    return refuse(
      `cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      'Check the path and its permissions.',
    );
  }
}
