/** sdk/ADDING-A-RUNTIME.md quotes this folder's files; what it quotes must be in them. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const ROOT = new URL('../../../', import.meta.url);
const guide = readFileSync(new URL('runtimes/sdk/ADDING-A-RUNTIME.md', ROOT), 'utf8');

/** Fenced blocks whose first line names a file. */
const excerpts = [...guide.matchAll(/^```\w+ (\S+)\n(.*?)^```$/gms)].map(([, file = '', text = '']) => ({
  file,
  text,
}));

/** Code in Markdown is formatted as if it stood alone. */
const unindented = (text: string): string => text.replaceAll(/^ +/gm, '');

test('the guide quotes files', () => {
  expect(excerpts.length).toBeGreaterThan(8);
});

test.each(excerpts)('$file is as the guide quotes it', ({ file, text }) => {
  const source = unindented(readFileSync(new URL(file, ROOT), 'utf8'));
  let from = 0;
  for (const part of unindented(text).split(/^…\n/m)) {
    const at = source.indexOf(part, from);
    expect(at, `not in ${file}, or not in this order:\n${part}`).toBeGreaterThanOrEqual(0);
    from = at + part.length;
  }
});
