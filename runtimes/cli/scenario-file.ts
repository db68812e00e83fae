import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { err, ok, type Result } from '../core/result.ts';
import type { Failure } from './answer.ts';

/** The absolute path of a scenario that the user named. */
export function findScenario(given: string, base: string): Result<string, Failure> {
  const refuse = (message: string, advice: string): Result<string, Failure> => err({ message, file: given, advice });
  if (given === '')
    return err({ message: 'the name of the scenario file is empty', advice: 'Name a scenario file (.yaml).' });
  // `npm start` names a file of the project, from wherever it is called.
  const asked = path.resolve(base, given);
  const file = existsSync(asked) ? asked : path.resolve(given);
  try {
    const found = statSync(file);
    if (found.isFile()) return ok(file);
    if (!found.isDirectory()) return refuse('this is not a regular file', 'A scenario stands next to its contracts.');
    return refuse(
      'this is a folder, not a scenario file',
      `Name the file in it, like ${path.join(given, 'scenario.yaml')}.`,
    );
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR')
      return refuse('there is no such scenario file', `Paths are relative to ${base}.`);
    return refuse(
      `cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      'Check the path and its permissions.',
    );
  }
}
