import { describe, expect, it } from 'vitest';
import type { TransactionView } from '../../runtimes/service/contract/ledger.ts';
import { emptyValue } from '../features/contracts/abi-value.ts';
import { deployable } from '../features/contracts/slice.ts';
import { treeOf } from '../features/explorer/tree-of.ts';
import { problemsOf } from '../features/problems/slice.ts';
import { matches } from '../features/transactions/slice.ts';
import { rank } from '../shell/rank.ts';
import { clock, ether, exactly, shortHex } from '../ui/format.ts';
import { showValue } from '../ui/show-value.ts';
import { FakeService, settled, testPage, testStore } from './fake-service.testkit.ts';

const transaction = (id: string, label: string): TransactionView => ({
  id,
  block: Number(id.split('-')[0]),
  index: 0,
  timestamp: 0,
  from: '0x1',
  fromName: 'alice',
  to: null,
  label,
  runtime: 'evm',
  status: 'committed',
  reason: '',
  gasUsed: '1',
  gasLimit: '2',
  value: '0',
  created: null,
  outputs: [],
  events: [],
  frames: [],
});

describe('the store', () => {
  it('puts news from any window in front, each once', () => {
    const service = new FakeService();
    const store = testStore(service, testPage());
    const head = { number: 2, hash: '0x2', stateRoot: '0x3' };
    store.setState({ transactions: [transaction('1-0', 'A.f()')] });
    for (let n = 0; n < 2; n++)
      service.emit('ledger.block', {
        time: { newest: 0, next: null },
        head,
        transactions: [transaction('2-0', 'A.g()')],
      });
    expect(store.getState().transactions.map(({ id }) => id)).toEqual(['2-0', '1-0']);
  });

  it('checks scenarios that are open again when a contract is another', async () => {
    const service = new FakeService();
    const store = testStore(service, testPage());
    store.setState({ host: { languages: [{ extensions: ['.sol'] }] } as never });
    const asked: string[] = [];
    service.answers = {
      'code.compile': ({ path }: { path: string }) => {
        asked.push(path);
        return { ok: true, value: { path, succeeded: true, diagnostics: [], contracts: [] } };
      },
    };
    service.files.set('s.yaml', '');
    await store.getState().openFile('s.yaml');
    for (let n = 0; n < 2; n++) await store.getState().compile('a.sol');
    expect(asked).toEqual(['s.yaml', 'a.sol', 'a.sol', 's.yaml']);
  });

  it('shows what a compiler prepares until that is done', () => {
    const service = new FakeService();
    const store = testStore(service, testPage());
    service.emit('code.preparing', { what: 'building', percent: 55 });
    expect(store.getState().preparing).toEqual({ what: 'building', percent: 55 });
    service.emit('code.preparing', { what: 'building', percent: 100 });
    expect(store.getState().preparing).toBeUndefined();
  });

  it('takes the answer of the newest compile only', async () => {
    const service = new FakeService();
    const store = testStore(service, testPage());
    const languages = [{ id: 'solidity', name: 'Solidity', runtime: 'evm', extensions: ['.sol'] }];
    store.setState({
      host: {
        version: '',
        home: '',
        runtimes: [],
        examples: [],
        templates: [],
        recent: [],
        workspace: null,
        isGone: false,
        languages,
      },
    });
    const waiting: ((answer: unknown) => void)[] = [];
    service.answers = { 'code.compile': () => new Promise((resolve) => waiting.push(resolve)) };
    void store.getState().compile('a.sol');
    void store.getState().compile('a.sol');
    await settled();
    const answer = (succeeded: boolean) => ({
      ok: true,
      value: { path: 'a.sol', succeeded, diagnostics: [], contracts: [] },
    });
    waiting[1]?.(answer(true));
    waiting[0]?.(answer(false));
    await settled();
    expect(store.getState().compiled['a.sol']?.succeeded).toBe(true);
    expect(store.getState().compiling).toEqual([]);
  });

  it('sends a form once, however often its button is pressed', async () => {
    const service = new FakeService();
    const store = testStore(service, testPage());
    service.answers = { 'contracts.send': () => new Promise(() => undefined) };
    const contract = {
      address: '0x1',
      name: 'A',
      contract: 'A',
      runtime: 'evm',
      source: '',
      compiler: '',
      balance: '0',
      functions: [],
      bare: [],
    };
    const input = { args: [], value: '', gas: '' };
    void store.getState().run(contract, 'f()', 'send', input);
    void store.getState().run(contract, 'f()', 'send', input);
    await settled();
    expect(service.asked.filter((method) => method === 'contracts.send')).toHaveLength(1);
  });

  it('keeps what was told until it is dismissed, the same once', () => {
    const store = testStore(new FakeService(), testPage());
    const { notify, dismiss, dismissAll } = store.getState();
    for (const text of ['a', 'b', 'c', 'd', 'e', 'a']) notify({ kind: 'error', text });
    expect(store.getState().notices.map(({ text }) => text)).toEqual(['b', 'c', 'd', 'e', 'a']);
    dismiss(store.getState().notices[0]?.id ?? 0);
    expect(store.getState().notices).toHaveLength(4);
    dismissAll();
    expect(store.getState().notices).toEqual([]);
  });

  it('remembers the theme, and follows the system unless told', () => {
    const kept = new Map<string, string>();
    const store = testStore(new FakeService(), testPage(kept));
    expect([store.getState().settings['window.theme'], store.getState().theme]).toEqual(['system', 'dark']);
    store.getState().chooseTheme('high-contrast');
    expect(testStore(new FakeService(), testPage(kept)).getState().theme).toBe('high-contrast');
  });
});

describe('what is shown', () => {
  it('a tree has folders first', () => {
    const tree = treeOf([
      { path: 'z', kind: 'folder' },
      { path: 'z/b.sol', kind: 'file' },
      { path: 'a.txt', kind: 'file' },
    ]);
    expect(tree.map(({ name, children }) => [name, children?.map((child) => child.name)])).toEqual([
      ['z', ['b.sol']],
      ['a.txt', undefined],
    ]);
  });

  it('problems stand once, however many files import theirs', () => {
    const problem = { severity: 'error' as const, message: 'no', file: 'a.sol', line: 1, column: 1 };
    const compiled = (path: string) => ({ path, succeeded: false, diagnostics: [problem], contracts: [] });
    expect(problemsOf({ 'a.sol': compiled('a.sol'), 'b.sol': compiled('b.sol') })).toEqual([problem]);
  });

  it('contracts of the file in front come first, interfaces not at all', () => {
    const contract = (source: string, code: boolean) => ({
      contract: source,
      source,
      runtime: 'evm',
      deployable: code,
      constructor: { inputs: [], payable: false },
    });
    const compiled = Object.fromEntries(
      ['a', 'b', 'c'].map((path) => [
        path,
        { path, succeeded: true, diagnostics: [], contracts: [contract(path, path !== 'c')] },
      ]),
    );
    expect(deployable(compiled, 'b').map(({ source }) => source)).toEqual(['b', 'a']);
  });

  it('forms begin empty, as deep as they go', () => {
    const uint = { kind: 'uint', text: 'uint256', bits: 256 } as const;
    const pair = {
      kind: 'tuple',
      text: '(uint256,bool)',
      components: [
        { name: 'a', type: uint },
        { name: 'b', type: { kind: 'bool', text: 'bool' } },
      ],
    } as const;
    expect(emptyValue({ kind: 'array', text: '(uint256,bool)[2]', item: pair, length: 2 })).toEqual([
      ['', 'false'],
      ['', 'false'],
    ]);
    expect(emptyValue({ kind: 'array', text: 'uint256[]', item: uint })).toEqual([]);
  });

  it('numbers and values read well', () => {
    expect(['1500000000000000000', '1', '1000000000000000000000'].map((wei) => ether(wei))).toEqual([
      '1.5',
      '< 0.0001',
      '1,000',
    ]);
    expect(['0', '1000', '1500000000000000000', '1500000000000000001'].map(exactly)).toEqual([
      ...['0 ether', '1,000 wei', '1.5 ether', '1.500000000000000001 ether'],
    ]);
    expect(shortHex(`0x${'ab'.repeat(20)}`)).toBe('0xabab…abab');
    expect(clock(0, 1e12)).toMatch(/^19(70-01-01|69-12-31) /);
    expect(showValue([['1000', true]], '(uint256,bool)[]')).toBe('[[1,000, true]]');
    expect(showValue(['1000'], 'uint256[]')).toBe('[1,000]');
    expect(showValue({ who: '0x1', text: 'a' })).toBe('{ who: 0x1, text: a }');
  });

  it('search finds by any words, the palette by letters in order', () => {
    expect(matches(transaction('12-0', 'Vault.deposit(5)'), 'alice DEPOSIT')).toBe(true);
    expect(matches(transaction('12-0', 'Vault.deposit(5)'), 'bob')).toBe(false);
    const files = ['contracts/Vault.sol', 'README.md', 'contracts/token/src/lib.rs'];
    expect(rank(files, 'vault', (path) => path)).toEqual(['contracts/Vault.sol']);
    expect(rank(files, 'clib', (path) => path)).toEqual(['contracts/token/src/lib.rs']);
  });
});
