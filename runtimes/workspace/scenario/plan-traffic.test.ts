import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { toHex } from '../../core/hex.ts';
import { scenarioAccount } from './account.ts';
import { planEntries, planTraffic } from './plan-traffic.ts';
import { abi, resolved, scenario } from './plan.testkit.ts';
import type { PlannedTransaction } from './planned.ts';

const CONTRACTS = 'contracts: { counter: { source: c.sol }, token: { source: t.sol } }\n';
const TRAFFIC = `traffic:
  - { to: counter, call: increment, count: 30, from: random }
  - { to: token, call: transfer, count: 50, from: zipf, args: [{ account: zipf }, { int: [1, 1 ether] }], fee: { int: [0, 9] } }
  - { to: token, call: note, count: 10, args: [{ bytes: 40 }, { oneOf: [a, b] }, [1, { int: [-9, 9] }]] }
  - { to: { account: random }, value: { oneOf: [1, { int: [5, 2 ether] }] }, count: 10, from: 3 }
`;
const RESOLVE = resolved({
  counter: abi('increment()'),
  token: abi('transfer(address to, uint256 amount)', 'note(bytes data, string text, int8[] steps)'),
});

const plan = (text: string): readonly PlannedTransaction[] => {
  const planned = planTraffic(scenario(text), RESOLVE);
  if (!planned.ok) throw new Error(JSON.stringify(planned.error));
  return planned.value;
};

const print = (t: PlannedTransaction): string =>
  [t.entry, t.label, t.fromIndex, t.from, t.to, toHex(t.data), t.value, t.gas, t.priorityFee].join(' ');
const hash = (transactions: readonly PlannedTransaction[]): string =>
  createHash('sha256').update(transactions.map(print).join('\n')).digest('hex');
/** What the entry's transactions say, whatever the order. */
const ofEntry = (transactions: readonly PlannedTransaction[], label: string): readonly string[] =>
  transactions
    .filter((t) => t.label === label)
    .map((t) => print({ ...t, entry: 0 }))
    .sort();

describe('the plan of the traffic', () => {
  it('is part of the format: this hash changes only with a reason', () => {
    expect(hash(plan(`seed: 7\n${CONTRACTS}${TRAFFIC}`))).toBe(
      '7f1c3e92a28e01460482853a932ec5ea6620b61b9ad9c2651ded8e5341997d4b',
    );
  });

  it('depends on the seed and on nothing else', () => {
    const text = CONTRACTS + TRAFFIC;
    expect(hash(plan(`seed: 8\n${text}`))).not.toBe(hash(plan(`seed: 7\n${text}`)));
    const other = `seed: 7\npolicy: serial\nexecutors: { evm: 4 }\nlanes: 3\nblockSize: 9\n# comment\n`;
    expect(hash(plan(other + text))).toBe(hash(plan(`seed: 7\n${text}`)));
  });

  it('mixes all entries together', () => {
    const entries = plan(CONTRACTS + TRAFFIC).map((t) => t.entry);
    expect(entries).toHaveLength(100);
    expect(entries.filter((entry) => entry === 1)).toHaveLength(50);
    expect(new Set(entries.slice(0, 20)).size).toBeGreaterThan(2);
    expect(entries).not.toEqual([...entries].sort());
  });

  it('is that of the file where the file says so', () => {
    const shuffled = plan(CONTRACTS + TRAFFIC);
    const planned = plan(`shuffle: false\n${CONTRACTS}${TRAFFIC}`);
    const entries = planned.map((t) => t.entry);
    expect(entries).toEqual([...entries].sort());
    expect(planned.map(print).sort()).toEqual(shuffled.map(print).sort());
  });

  it('knows accounts by their names', () => {
    const [first, second] = plan(
      `shuffle: false\naccounts: { names: [alice, bob] }\n${CONTRACTS}traffic:
  - { from: bob, to: token, call: transfer, args: [$alice, 1] }
  - { to: { account: bob }, value: 1 }`,
    );
    expect(first).toMatchObject({ from: scenarioAccount(1), fromIndex: 1 });
    expect(toHex(first?.data ?? new Uint8Array())).toContain(scenarioAccount(0));
    expect(second?.to).toBe(scenarioAccount(1));
  });

  it('keeps the arguments of an entry when others come and go', () => {
    const before = plan(CONTRACTS + TRAFFIC);
    const added = '  - { to: token, call: transfer, args: [{ account: 1 }, 1], count: 0 }\n';
    const extra = '  - { to: counter, call: increment, from: zipf, count: 7 }\n';
    const after = plan(`${CONTRACTS}${TRAFFIC}${added}${extra}`);
    for (const label of ['token.transfer', 'token.note', 'transfer']) {
      expect(ofEntry(after, label)).toEqual(ofEntry(before, label));
    }
    const first = plan(
      `${CONTRACTS}traffic:\n${extra.replace('increment, from', 'increment, value: 1, from')}${TRAFFIC.slice(9)}`,
    );
    for (const label of ['token.transfer', 'token.note', 'transfer']) {
      expect(ofEntry(first, label)).toEqual(ofEntry(before, label));
    }
  });

  it('gives two entries that look alike different draws', () => {
    const entry = '  - { to: token, call: transfer, args: [{ account: 0 }, { int: [0, 1000000] }], count: 20 }\n';
    const planned = plan(`${CONTRACTS}traffic:\n${entry}${entry}`);
    const of = (index: number): readonly string[] => planned.filter((t) => t.entry === index).map((t) => toHex(t.data));
    expect(of(0)).toHaveLength(20);
    expect(of(0).filter((data) => of(1).includes(data))).toEqual([]);
  });

  it('says what each transaction is', () => {
    const [call] = plan(
      `${CONTRACTS}traffic: [{ to: token, call: transfer, from: 2, args: [$counter, 255], value: 3, gas: 50000, fee: 2 gwei }]`,
    );
    const counter = RESOLVE.get('counter')?.address ?? '';
    expect(call).toEqual({
      entry: 0,
      label: 'token.transfer',
      from: scenarioAccount(2),
      fromIndex: 2,
      to: RESOLVE.get('token')?.address,
      data: Uint8Array.from(Buffer.from(`a9059cbb${'0'.repeat(24)}${counter}${'0'.repeat(62)}ff`, 'hex')),
      value: 3n,
      gas: 50_000n,
      priorityFee: 2_000_000_000n,
    });
    const plain = plan(
      `${CONTRACTS}traffic: [{ to: counter, value: 1 }, { to: { account: 4 } }, { to: "0x${'ab'.repeat(20)}" }]`,
    );
    expect(plain.map((t) => [t.label, t.to, t.data.length]).sort()).toEqual(
      [
        ['counter.receive', counter, 0],
        ['transfer', scenarioAccount(4), 0],
        ['transfer', 'ab'.repeat(20), 0],
      ].sort(),
    );
  });

  it('plans a hundred thousand', () => {
    const planned = plan(`${CONTRACTS}accounts: { count: 1000 }\n${TRAFFIC.replace('count: 50', 'count: 100000')}`);
    expect(planned).toHaveLength(100_050);
  });

  it('refuses more arguments than fit in memory, naming the line', () => {
    const text = `${CONTRACTS}traffic:\n  - { to: token, call: note, count: 9000, args: [{ bytes: 65536 }, a, []] }`;
    const planned = planTraffic(scenario(text), RESOLVE);
    expect(planned).toMatchObject({ ok: false, error: [{ line: 3, message: expect.stringContaining('256 MiB') }] });
  });
});

describe('setup', () => {
  it('is planned entry by entry, in order', () => {
    const file = scenario(
      `${CONTRACTS}setup:\n  - { to: token, call: transfer, args: [$token, 5], count: 2 }\n  - { to: counter, call: increment }`,
    );
    const planned = file.setup.map((entry) => planEntries(file, [entry], RESOLVE));
    expect(planned.map((each) => (each.ok ? each.value.map((t) => t.label) : each.error))).toEqual([
      ['token.transfer', 'token.transfer'],
      ['counter.increment'],
    ]);
  });

  it('needs only the contracts it uses', () => {
    const file = scenario(`${CONTRACTS}setup:\n  - { to: token, call: transfer, args: [$counter, 5] }`);
    const planned = planEntries(file, file.setup, new Map([...RESOLVE].filter(([name]) => name === 'token')));
    expect(planned).toMatchObject({
      ok: false,
      error: [{ line: 3, message: expect.stringContaining('"counter" has no address yet') }],
    });
  });
});

describe('accounts', () => {
  it('have addresses of their number alone', () => {
    expect(scenarioAccount(0)).toBe('2962d6c81814a6ff1c98ac25c70c909eb293c707');
    expect(new Set(Array.from({ length: 1000 }, (_, n) => scenarioAccount(n))).size).toBe(1000);
  });
});
