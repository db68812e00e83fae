import { beforeEach, describe, expect, it } from 'vitest';
import { ok } from '../../../runtimes/core/result.ts';
import type { Diagnostic } from '../../../runtimes/service/contract/code.ts';
import { FakeService, settled, testPage, testStore, type TestPage } from '../../store/fake-service.testkit.ts';
import type { Store } from '../../store/store.ts';
import { problemRows, problemsOf } from './slice.ts';

const problem = (file: string, line: number, severity: 'error' | 'warning'): Diagnostic =>
  ({ file, line, column: 1, severity, message: `${severity} ${line}` }) as Diagnostic;

it('problems are listed by file, errors first; those of a deleted file go, whoever had found them', () => {
  const service = new FakeService();
  const store = testStore(service, testPage());
  const diagnostics = [problem('b.sol', 1, 'warning'), problem('a.sol', 2, 'error'), problem('b.sol', 9, 'error')];
  store.setState({ compiled: { 'a.sol': { path: 'a.sol', succeeded: false, diagnostics, contracts: [] } } });
  const rows = (): unknown[] =>
    problemRows(problemsOf(store.getState().compiled)).map((row) =>
      row.kind === 'file' ? `${row.file}: ${row.count}` : row.message,
    );
  expect(rows()).toEqual(['a.sol: 1', 'error 2', 'b.sol: 2', 'error 9', 'warning 1']);
  service.emit('files.changed', { changes: [{ path: 'b.sol', kind: 'file', what: 'removed' }] });
  expect(rows()).toEqual(['a.sol: 1', 'error 2']);
});

describe('what depends on a file that has changed', () => {
  let service: FakeService;
  let page: TestPage;
  let store: Store;
  const asked: string[] = [];
  const reads: Readonly<Record<string, readonly string[] | undefined>> = {
    'a.sol': ['a.sol', 'base.sol'],
    'b.sol': ['b.sol', 'base.sol'],
    'c.sol': ['c.sol'],
    // Does not compile: nobody knows.
    'd.sol': undefined,
  };
  const change = (path: string): void =>
    service.emit('files.changed', { changes: [{ path, kind: 'file', what: 'changed' }] });

  beforeEach(async () => {
    service = new FakeService();
    page = testPage();
    store = testStore(service, page);
    store.setState({ host: { languages: [{ extensions: ['.sol'], projectFiles: ['foundry.toml'] }] } as never });
    service.answers['code.compile'] = ({ path }: { path: string }) => {
      asked.push(path);
      const read = reads[path];
      return ok({ path, succeeded: read !== undefined, diagnostics: [], contracts: [], ...(read && { reads: read }) });
    };
    for (const path of Object.keys(reads)) {
      service.files.set(path, '');
      await store.getState().openFile(path);
    }
    await settled();
    asked.length = 0;
  });

  it('is compiled again, and nothing else, what is in front first', async () => {
    store.getState().setActive('b.sol');
    change('base.sol');
    change('base.sol');
    await page.passTime();
    await settled();
    expect(asked).toEqual(['b.sol', 'a.sol', 'd.sol']);
    asked.length = 0;
    change('c.sol');
    await page.passTime();
    await settled();
    expect(asked).toEqual(['d.sol']);
    asked.length = 0;
    change('lib/foundry.toml');
    change('notes.toml');
    await page.passTime();
    await settled();
    expect([...asked].sort()).toEqual(['a.sol', 'b.sol', 'c.sol', 'd.sol']);
    asked.length = 0;
    change('notes.toml');
    await page.passTime();
    await settled();
    expect(asked).toEqual([]);
  });

  it('is left to the next change that comes meanwhile, and none is forgotten', async () => {
    const waiting: (() => void)[] = [];
    const answer = service.answers['code.compile'];
    service.answers['code.compile'] = async (params: never) => {
      await new Promise<void>((resolve) => waiting.push(resolve));
      return answer?.(params);
    };
    change('base.sol');
    await page.passTime();
    await settled();
    expect(waiting).toHaveLength(1);
    change('c.sol');
    waiting[0]?.();
    await settled();
    expect(asked).toEqual(['d.sol']);
    expect(waiting).toHaveLength(1);
    service.answers['code.compile'] = answer as never;
    await page.passTime();
    await settled();
    expect([...new Set(asked)].sort()).toEqual(['a.sol', 'b.sol', 'd.sol']);
  });
});
