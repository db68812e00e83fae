import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Name and version of this program, as files that it writes name it: `interleave 0.1.0`. */
export const PROGRAM = programOf(readFileSync(join(import.meta.dirname, '..', '..', '..', 'package.json'), 'utf8'));

function programOf(text: string): string {
  const { name, version } = JSON.parse(text) as { readonly name: string; readonly version: string };
  return `${name} ${version}`;
}
