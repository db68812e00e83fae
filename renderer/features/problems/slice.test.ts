import { expect, it } from 'vitest';
import type { Diagnostic } from '../../../runtimes/service/contract/code.ts';
import { FakeService, testPage, testStore } from '../../store/fake-service.testkit.ts';
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
