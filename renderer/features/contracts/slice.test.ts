import { beforeEach, expect, it } from 'vitest';
import { err, ok } from '../../../runtimes/core/result.ts';
import { FakeService, settled, testPage, testStore } from '../../store/fake-service.testkit.ts';
import type { Store } from '../../store/store.ts';
import { deployable } from './slice.ts';

const compiled = (inputs: readonly unknown[], deployable = true) => ({
  path: 'A.sol',
  succeeded: true,
  diagnostics: [],
  contracts: [{ contract: 'A', source: 'A.sol', runtime: 'r', deployable, constructor: { inputs, payable: false } }],
});
const one = { name: 'f', signature: 'f(uint256)', inputs: [{}] };
const other = { name: 'f', signature: 'f()', inputs: [] };
const contract = { address: '0xaa', name: 'A', contract: 'A', source: 'A.sol', functions: [one, other], bare: [] };
const entry = { source: 'A.sol', contract: 'A', function: { name: 'f', parameters: 0 } };

let service: FakeService;
let store: Store;
let deployed: boolean;

beforeEach(() => {
  service = new FakeService();
  store = testStore(service, testPage());
  deployed = false;
  store.setState({ host: { languages: [{ extensions: ['.sol'] }] } as never });
  service.answers = {
    'code.compile': () => ok(compiled([])),
    'contracts.deploy': () => ((deployed = true), ok({ transaction: {}, contract })),
    'contracts.list': () => ok(deployed ? [contract] : []),
  };
});

it('what runs from its source is deployed first, and then shows the overload that was meant', async () => {
  await store.getState().runEntry(entry);
  expect(deployed).toBe(true);
  expect(store.getState().contractFocus).toMatchObject({ kind: 'function', address: '0xaa', signature: 'f()' });
  const before = service.asked.length;
  await store.getState().runEntry({ ...entry, function: { name: 'f', parameters: 1 } });
  expect(store.getState().contractFocus).toMatchObject({ signature: 'f(uint256)' });
  expect(service.asked).toHaveLength(before);
});

it('where the constructor wants arguments its form comes first, and the function after it', async () => {
  service.answers['code.compile'] = () => ok(compiled([{}]));
  await store.getState().runEntry(entry);
  expect(deployed).toBe(false);
  expect(store.getState().contractFocus).toMatchObject({ kind: 'deploy', contract: 'A' });
  const made = store.getState().compiled['A.sol']?.contracts[0];
  if (made) await store.getState().deploy(made, { args: ['1'], value: '', gas: '' });
  await settled();
  expect(store.getState().contractFocus).toMatchObject({ kind: 'function', signature: 'f()' });
});

it('what does not compile says so, and nothing is deployed', async () => {
  service.answers['code.compile'] = () => err({ code: 'internal', message: 'no' });
  await store.getState().deployEntry({ source: 'A.sol', contract: 'A' });
  expect(deployed).toBe(false);
  expect(store.getState().notices.at(-1)?.text).toContain('A cannot be deployed');
});

it('offered first is the contract of the file in front that is called like it', () => {
  const of = (source: string, ...names: string[]) => ({
    path: source,
    succeeded: true,
    diagnostics: [],
    contracts: names.map((name) => ({
      contract: name,
      source,
      runtime: 'r',
      deployable: name !== 'IShop',
      constructor: { inputs: [], payable: false },
    })),
  });
  const all = { 'Other.sol': of('Other.sol', 'Other'), 'a/shop.sol': of('a/shop.sol', 'IShop', 'Helper', 'Shop') };
  expect(deployable(all, 'a/shop.sol').map(({ contract }) => contract)).toEqual(['Shop', 'Helper', 'Other']);
  expect(deployable(all, undefined).map(({ contract }) => contract)).toEqual(['Other', 'Shop', 'Helper']);
});

it('what somebody asks to be compiled says how it went, and again when it is compiled anew', async () => {
  await store.getState().compileActive();
  expect(store.getState().notices.at(-1)?.text).toContain('Open a file first');
  store.setState({ activePath: 'A.sol' });
  await store.getState().compileActive();
  expect(store.getState().compileNote).toBe('A.sol compiled');
  const error = { severity: 'error' as const, message: 'no', file: 'A.sol', line: 1, column: 1 };
  store.getState().tookCompiled({ ...compiled([]), diagnostics: [error, error] } as never);
  expect(store.getState().compileNote).toBe('A.sol: 2 errors');
});

it('what is open is compiled anew when something it may import changes; of what is gone nothing is offered', async () => {
  const page = testPage();
  store = testStore(service, page);
  store.setState({ host: { languages: [{ extensions: ['.sol'] }] } as never });
  const asked: string[] = [];
  service.answers['code.compile'] = ({ path }: { path: string }) => (asked.push(path), ok({ ...compiled([]), path }));
  for (const path of ['A.sol', 'B.sol', 'notes.md']) service.files.set(path, path);
  for (const path of ['A.sol', 'B.sol', 'notes.md']) await store.getState().openFile(path);
  await settled();
  store.getState().setActive('B.sol');
  asked.length = 0;
  const change = (path: string, what: 'added' | 'removed') =>
    service.emit('files.changed', { changes: [{ path, kind: 'file', what }] });
  change('notes.txt', 'added');
  change('lib/C.sol', 'added');
  expect(asked).toEqual([]);
  await page.passTime();
  expect(asked).toEqual(['B.sol', 'A.sol']);
  change('B.sol', 'removed');
  expect(Object.keys(store.getState().compiled)).toEqual(['A.sol']);
  await page.passTime();
  expect(asked).toEqual(['B.sol', 'A.sol', 'A.sol']);
});

it('a function is debugged with what its form holds; without what it needs the form comes first, and says which field is wrong', async () => {
  deployed = true;
  await store.getState().loadContracts();
  const targets: unknown[] = [];
  service.answers['debug.open'] = ({ target }: { target: unknown }) => {
    targets.push(target);
    return err({ code: 'argument', message: 'amount: "x" is no integer', argument: 0 } as never);
  };
  const wanted = { ...entry, function: { name: 'f', parameters: 1 } };
  await store.getState().debugEntry(wanted);
  expect(targets).toEqual([]);
  expect(store.getState().contractFocus).toMatchObject({ signature: 'f(uint256)' });
  store.getState().keepDraft('0xaa f(uint256)', { args: ['x'], value: '', gas: '' });
  await store.getState().debugEntry(wanted);
  expect(targets).toMatchObject([{ kind: 'call', to: '0xaa', signature: 'f(uint256)', args: ['x'] }]);
  expect(store.getState().outcomes['0xaa f(uint256)']).toMatchObject({ kind: 'error', error: { argument: 0 } });
  expect(store.getState().debug).toBeUndefined();
  service.answers['debug.open'] = ({ target }: { target: unknown }) => {
    targets.push(target);
    return ok({ session: 1, title: 'A.f()' });
  };
  await store.getState().debugEntry(entry);
  expect(targets.at(-1)).toMatchObject({ signature: 'f()', args: [] });
  // A contract that is not there and does not compile: the function in front is not debugged in its place.
  const told = targets.length;
  await store.getState().debugEntry({ ...entry, source: 'B.sol', contract: 'B' });
  expect(targets).toHaveLength(told);
});
