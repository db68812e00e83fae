import { existsSync } from 'node:fs';
import path from 'node:path';

/** A file, and where in its history; undefined: where its branch stands. */
export interface Place {
  /** Absolute. */
  readonly file: string;
  readonly position: string | undefined;
}

/** `FILE` or `FILE@POSITION` (`History.resolve`), relative to a folder. An `@` that belongs to the name of a file that is there stays. */
export function placeOf(text: string, base: string): Place {
  for (let at = text.indexOf('@'); at > 0 && !existsSync(path.resolve(base, text)); at = text.indexOf('@', at + 1)) {
    const file = path.resolve(base, text.slice(0, at));
    if (existsSync(file)) return { file, position: text.slice(at + 1) };
  }
  return { file: path.resolve(base, text), position: undefined };
}
