import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { lexer } from 'marked';
import { expect, it } from 'vitest';
import { anchorOf } from './markdown.tsx';

const folder = fileURLToPath(new URL('../../../resources/docs/', import.meta.url));
const pages = new Map(
  readdirSync(folder).map((file) => [file.replace(/\.md$/, ''), readFileSync(folder + file, 'utf8')] as const),
);
const headings = (page: string): readonly string[] =>
  lexer(pages.get(page) ?? '').flatMap((token) => (token.type === 'heading' ? [anchorOf(String(token['text']))] : []));

it.each([...pages])('every link of %s leads somewhere', (page, text) => {
  for (const [, to = '', anchor] of text.matchAll(/\]\((?!https?:)([\w-]*)(?:\.md)?(?:#([\w-]+))?\)/g)) {
    const target = to === '' ? page : to;
    expect([...pages.keys()]).toContain(target);
    if (anchor !== undefined) expect(headings(target)).toContain(anchor);
  }
});
