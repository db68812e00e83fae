import { beforeEach, expect, it } from 'vitest';
import { err, ok } from '../../../runtimes/core/result.ts';
import type { CompiledContract } from '../../../runtimes/service/contract/code.ts';
import { FakeService, testPage, testStore } from '../../store/fake-service.testkit.ts';
import type { Store } from '../../store/store.ts';
import { bindingFile } from './slice.ts';

let service: FakeService;
let store: Store;
const contract = (source: string, name: string, deployable = true): CompiledContract => ({
  source,
  contract: name,
  runtime: 'evm',
  deployable,
  constructor: { inputs: [], payable: false },
});

beforeEach(() => {
  service = new FakeService();
  store = testStore(service, testPage());
  const contracts = [contract('a/Shop.sol', 'IShop', false), contract('a/Shop.sol', 'Shop')];
  store.setState({ compiled: { 'a/Shop.sol': { path: 'a/Shop.sol', succeeded: true, diagnostics: [], contracts } } });
});

it('begins with the contract of the file in front, else with one that can be deployed', async () => {
  await store.getState().chooseBinding('rust');
  expect(store.getState().binding).toEqual({ source: 'a/Shop.sol', contract: 'Shop', to: 'rust' });
  await store.getState().chooseBinding('csharp', { source: 'a/Shop.sol', contract: 'IShop' });
  expect(store.getState().binding).toEqual({ source: 'a/Shop.sol', contract: 'IShop', to: 'csharp' });
});

it('what is written is shown; a refusal stays in the dialog', async () => {
  await store.getState().chooseBinding('assemblyscript');
  service.answers['bindings.make'] = () => err({ code: 'exists', message: 'a/IShop.ts is there' });
  await store.getState().makeBinding(contract('a/Shop.sol', 'Shop'), 'assemblyscript', 'a/IShop.ts');
  expect(store.getState()).toMatchObject({ bindingFlaw: 'a/IShop.ts is there', binding: { contract: 'Shop' } });
  service.files.set('a/IShop.ts', 'export class IShop {}');
  const omitted = [{ function: 'f(function)', reason: 'no such type' }];
  service.answers['bindings.make'] = () => ok({ file: 'a/IShop.ts', name: 'IShop', omitted });
  await store.getState().makeBinding(contract('a/Shop.sol', 'Shop'), 'assemblyscript', 'a/IShop.ts');
  expect(store.getState()).toMatchObject({ binding: undefined, reveal: { path: 'a/IShop.ts' } });
  expect(store.getState().notices).toMatchObject([{ kind: 'warning' }]);
});

it.each([
  ['a/Shop.sol', 'Shop', 'rust', 'a/i_shop.rs'],
  ['Box.sol', 'BoxOffice', 'rust', 'i_box_office.rs'],
  ['Box.sol', 'BoxOffice', 'assemblyscript', 'IBoxOffice.ts'],
  ['IBox.cs', 'IBox', 'csharp', 'bindings/IBox.cs'],
  ['token.rs', 'token', 'solidity', 'IToken.sol'],
] as const)('of %s, %s for %s goes to %s', (source, name, to, file) => {
  expect(bindingFile({ source, contract: name }, to)).toBe(file);
});
