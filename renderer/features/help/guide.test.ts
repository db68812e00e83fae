import { lexer } from 'marked';
import { expect, it } from 'vitest';
import { anchorOf } from './markdown.tsx';

const files = import.meta.glob<string>('../../../resources/docs/*.md', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const pages = new Map(
  Object.entries(files).map(([file, text]) => [/([\w-]+)\.md$/.exec(file)?.[1] ?? '', text] as const),
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

it('the guide is there', () => {
  expect([...pages.keys()]).toContain('README');
});
