import { beforeEach, expect, it } from 'vitest';
import { err, ok } from '../../../runtimes/core/result.ts';
import type { TrafficEntry, TrafficForm } from '../../../runtimes/service/contract/traffic.ts';
import { FakeService, settled, testPage, testStore, type TestPage } from '../../store/fake-service.testkit.ts';
import type { Store } from '../../store/store.ts';
import { Flaws, flawWords } from './flaws.ts';
import { skewsOf, withSkew } from './pick.ts';

const entry: TrafficEntry = {
  to: { kind: 'literal', text: 'token', isText: true },
  call: 'transfer',
  args: [
    { kind: 'account', pick: { kind: 'random' } },
    { kind: 'list', items: [{ kind: 'account', pick: { kind: 'account', who: '3' } }] },
  ],
  value: null,
  gas: '',
  fee: null,
  count: '5',
  from: { kind: 'zipf', skew: 1 },
};
const formOf = (text: string): TrafficForm => ({
  header: { name: text, seed: '', lanes: '', policy: '', shuffle: '', recordSteps: '', blockSize: '' },
  accounts: { count: '', balance: '' },
  accountNames: [],
  executors: {},
  lanes: {},
  contracts: [],
  precompiles: [],
  setup: [],
  traffic: [entry],
  expectations: 0,
});

let service: FakeService;
let page: TestPage;
let store: Store;
const state = (): ReturnType<Store['getState']> => store.getState();
const named = (name: string): void => state().changeTraffic((form) => ({ ...form, header: { ...form.header, name } }));

beforeEach(async () => {
  service = new FakeService();
  service.files.set('scenario.yaml', 'one');
  page = testPage();
  store = testStore(service, page);
  store.setState({ entries: [{ path: 'scenario.yaml', kind: 'file' }] });
  service.answers = {
    // What the fake knows of YAML: a text is its name.
    'traffic.read': ({ text }: { text: string }) =>
      ok(
        text === 'no yaml'
          ? { form: null, flaws: [{ field: null, message: 'no', line: 1, column: 1 }] }
          : { form: formOf(text), flaws: [] },
      ),
    'traffic.write': ({ form }: { form: TrafficForm }) =>
      form.header.name === 'refused' ? err({ code: 'invalid', message: 'no place' }) : ok({ text: form.header.name }),
    'traffic.examine': ({ text }: { text: string }) =>
      ok({ contracts: [], flaws: [], preview: { total: text.length, planned: 0, hits: [], first: [] } }),
    'traffic.add': ({ text, source }: { text: string; source: string }) =>
      source === 'broken.sol'
        ? err({ code: 'invalid', message: 'broken.sol does not compile: why' })
        : ok({ text: `${text}+${source}` }),
    'files.create': () => ok({}),
    'run.start': () => err({ code: 'refused', message: 'not here' }),
  };
  await state().openTraffic();
  await page.passTime();
});

it('what is changed in the form is written into the text, shown by the editor, and examined', async () => {
  expect(state()).toMatchObject({ trafficPath: 'scenario.yaml', trafficForm: { header: { name: 'one' } } });
  const { revision = 0 } = state().documents['scenario.yaml'] ?? {};
  named('two');
  named('three');
  expect(state().trafficForm).toMatchObject({ header: { name: 'three' } });
  await page.passTime();
  expect(state().documents['scenario.yaml']).toMatchObject({ text: 'three', revision: revision + 1 });
  expect(service.asked.filter((one) => one === 'traffic.write')).toHaveLength(1);
  await page.passTime();
  expect(state().trafficExamination?.preview?.total).toBe('three'.length);
  // By itself, as anything typed.
  expect(service.files.get('scenario.yaml')).toBe('three');
});

it('what is typed in the editor is read into the form, and counts where both change at once', async () => {
  state().edit('scenario.yaml', 'typed');
  await settled();
  expect(state().trafficForm).toMatchObject({ header: { name: 'typed' } });
  const write = service.answers['traffic.write'];
  service.answers['traffic.write'] = (asked: never) => {
    state().edit('scenario.yaml', 'typed again');
    return write?.(asked);
  };
  named('formed');
  await page.passTime();
  await settled();
  expect(state().documents['scenario.yaml']?.text).toBe('typed again');
  expect(state().trafficForm).toMatchObject({ header: { name: 'typed again' } });
});

it('what is no YAML has no form; what cannot be written is said, and the form is as the text', async () => {
  state().edit('scenario.yaml', 'no yaml');
  await settled();
  expect(state()).toMatchObject({ trafficForm: null, trafficFlaws: [{ line: 1 }] });
  state().edit('scenario.yaml', 'better');
  await settled();
  named('refused');
  await page.passTime();
  expect(state()).toMatchObject({ trafficRefusal: 'no place', trafficForm: { header: { name: 'better' } } });
});

it('a run begins with what was changed a moment ago', async () => {
  named('now');
  await state().runTraffic();
  expect(service.files.get('scenario.yaml')).toBe('now');
  expect(service.asked.indexOf('run.start')).toBeGreaterThan(service.asked.indexOf('traffic.write'));
});

it('a new one gets a name that is free, and contracts of others join', async () => {
  await state().newTraffic('src/My Token.sol');
  expect(state()).toMatchObject({
    trafficPath: 'scenario-my-token.yaml',
    trafficForm: { header: { name: '+src/My Token.sol' } },
  });
  await state().addToTraffic('b.rs');
  expect(state().documents['scenario-my-token.yaml']?.text).toBe('+src/My Token.sol+b.rs');
  await state().addToTraffic('broken.sol');
  expect(state()).toMatchObject({ trafficRefusal: 'broken.sol does not compile: why', isAddingTraffic: false });
});

it('a copy is saved under a name that nobody has', async () => {
  expect(await state().saveTrafficAs(' ')).toContain('a name is needed');
  expect(await state().saveTrafficAs('scenario')).toContain('there is a file scenario.yaml already');
  expect(await state().saveTrafficAs('rush')).toBeUndefined();
  expect([service.files.get('rush.yaml'), state().trafficPath]).toEqual(['one', 'rush.yaml']);
});

it('its tab closed and another workspace open', async () => {
  await state().closeFile('scenario.yaml');
  await settled();
  named('after');
  await page.passTime();
  expect(state().documents['scenario.yaml']?.text).toBe('after');
  state().leaveTraffic();
  expect(state()).toMatchObject({ trafficPath: undefined, trafficForm: undefined });
});

it('another seed is another one', async () => {
  const seeds = new Set<string>();
  for (let n = 0; n < 5; n++) {
    state().rollSeed();
    seeds.add(state().trafficForm?.header.seed ?? '');
  }
  expect(seeds.size).toBe(5);
  expect([...seeds].every((seed) => /^\d+$/.test(seed))).toBe(true);
});

it('contention sets what is drawn, and leaves certain accounts', () => {
  const form = formOf('x');
  expect([skewsOf(form, 'senders'), skewsOf(form, 'named')]).toEqual([[1], [0]]);
  const busy = withSkew(withSkew(form, 'senders', 0), 'named', 2);
  expect(busy.traffic[0]?.from).toEqual({ kind: 'random' });
  expect(busy.traffic[0]?.args).toEqual([{ kind: 'account', pick: { kind: 'zipf', skew: 2 } }, entry.args[1]]);
});

it('an error stands at its field in a few words; one of no field at the top', () => {
  const flaw = (field: string | null, message: string) => ({ field, message, line: 2, column: 3 });
  const flaws = new Flaws([
    flaw('traffic.0.args.1', 'token.transfer in traffic[0], argument 2 (amount: uint256): 300 is out of range'),
    flaw('traffic.0', 'traffic[0] needs "to"'),
    flaw('traffic.0.zzz', 'traffic[0]: unknown key "zzz"'),
    flaw('traffic.10.count', 'count of traffic[10]: no'),
    flaw('accounts.names.0', 'accounts.names: no'),
    flaw(null, 'chainId: no'),
  ]);
  expect(flaws.at('traffic.0.args.1')).toBe('300 is out of range');
  expect(flaws.of('traffic.0', (field) => field.startsWith('args.'))).toEqual([
    'traffic[0] needs "to"',
    'unknown key "zzz"',
  ]);
  expect(flaws.of('traffic.1', () => false)).toEqual([]);
  expect(flaws.elsewhere.map(({ message }) => message)).toEqual(['accounts.names: no', 'chainId: no']);
  expect(flawWords('seed must be a number: no')).toBe('seed must be a number: no');
});
