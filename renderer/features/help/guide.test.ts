import { lexer } from 'marked';
import { expect, it } from 'vitest';
import { PANELS } from '../../shell/panels.ts';
import { topicOf } from '../../shell/panel-help.tsx';
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

it.each(PANELS.filter(({ help }) => help !== '').map(({ id, title }) => [title, id] as const))(
  'the help of %s is there',
  (title, id) => {
    const topic = topicOf(id);
    expect(topic?.name).toBe(title);
    const [page = '', anchor] = topic?.page.split('#') ?? [];
    expect([...pages.keys()]).toContain(page);
    if (anchor !== undefined) expect(headings(page)).toContain(anchor);
  },
);

it.each(['a.sol', 'a.rs', 'a.ts', 'a.cs', 'a.yaml'])('the help of %s is there', (file) => {
  const [page = '', anchor] = topicOf(`file:${file}`)?.page.split('#') ?? [];
  if (page === 'languages') expect(headings(page)).toContain(anchor);
  else expect([...pages.keys()]).toContain(page);
});

it('the guide is there', () => {
  expect([...pages.keys()]).toContain('README');
});
