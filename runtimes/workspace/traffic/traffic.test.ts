import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseScenario } from '../scenario/parse.ts';
import { readTraffic } from './read-traffic.ts';
import type { TrafficEntry, TrafficForm, TrafficValue } from './traffic-form.ts';
import { writeTraffic } from './write-traffic.ts';

const EXAMPLES = join(import.meta.dirname, '../../../resources/examples');
const files = globSync('*/*.yaml', { cwd: EXAMPLES }).map(
  (file) => [file, readFileSync(join(EXAMPLES, file), 'utf8')] as const,
);

const formOf = (text: string): TrafficForm => {
  const read = readTraffic(text, 's.yaml');
  if (!read.ok) throw new Error(read.error[0]?.message);
  return read.value.form;
};
const write = (text: string, form: TrafficForm): string => {
  const written = writeTraffic(text, 's.yaml', form);
  if (!written.ok) throw new Error(written.error);
  return written.value;
};
function nth<T>(list: readonly T[], n: number): T {
  const item = list[n];
  if (item === undefined) throw new Error(`there is no ${n}`);
  return item;
}
const entry = (form: TrafficForm, at: number, change: Partial<TrafficEntry>): TrafficForm => ({
  ...form,
  traffic: form.traffic.map((one, n) => (n === at ? { ...one, ...change } : one)),
});
/** Lines of a text that another one has not, and the other way round. */
const changes = (before: string, after: string): readonly string[] => {
  const [old, now] = [before.split('\n'), after.split('\n')];
  return [
    ...old.filter((line) => !now.includes(line)).map((line) => `-${line}`),
    ...now.filter((line) => !old.includes(line)).map((line) => `+${line}`),
  ];
};

describe('every example', () => {
  it('is there', () => expect(files.length).toBeGreaterThanOrEqual(13));

  it.each(files)('%s stays as it is, byte by byte, where nothing changes', (_, text) => {
    expect(write(text, formOf(text))).toBe(text);
  });

  it.each(files)('%s is the same again after an entry was changed and changed back', (_, text) => {
    const form = formOf(text);
    for (const [at, { count }] of form.traffic.slice(0, 2).entries()) {
      const changed = write(text, entry(form, at, { count: '7' }));
      expect(formOf(changed)).toEqual(entry(form, at, { count: '7' }));
      // Where the file had no count there is none again.
      expect(write(changed, form)).toBe(text);
      expect(changes(text, changed).length).toBeLessThanOrEqual(count === '7' ? 0 : 2);
    }
  });

  it.each(files)('%s keeps its comments when an entry goes and a new one comes', (_, text) => {
    const form = formOf(text);
    const comments = text.split('\n').filter((line) => line.trim().startsWith('#'));
    const added: TrafficEntry = { ...nth(form.traffic, 0), count: '3', from: { kind: 'zipf', skew: 2 } };
    for (let at = 0; at < Math.min(form.traffic.length, 1); at++) {
      const wanted = { ...form, traffic: [...form.traffic.slice(0, at), ...form.traffic.slice(at + 1), added] };
      const now = write(text, wanted);
      expect(formOf(now)).toEqual(wanted);
      expect(now.split('\n').filter((line) => line.trim().startsWith('#'))).toEqual(comments);
    }
  });
});

/** What YAML takes for more than letters, among others. */
const LETTERS = [...`'"$#:,[]{}&*!|>%@\`~?- \n\t\\.0x1aeInfnultr\u0085\u2028\ufeff\u{1f600}é`];

const SMALL = `# mine
name: small
accounts: { count: 10 }   # ten
contracts:
  token: { source: contracts/Token.sol, args: [Gold, "18"] } # mine too
traffic:
  # gifts
  - { to: token, call: transfer, args: &gift [{ account: random }, { int: [1, 1 ether] }], count: 5 }
  - { to: token, call: approve, args: *gift, from: random } # trailing
  - to: token
    call: transfer
    args:
      - $token
      - 5
`;

describe('single places', () => {
  const form = formOf(SMALL);

  it('a field of the header is set, added at its place and taken away', () => {
    const seeded = write(SMALL, { ...form, header: { ...form.header, seed: '9', lanes: '2' } });
    expect(changes(SMALL, seeded)).toEqual(['+seed: 9', '+lanes: 2']);
    expect(seeded).toContain('name: small\nseed: 9\naccounts: { count: 10 }   # ten\nlanes: 2\ncontracts:');
    expect(write(seeded, form)).toBe(SMALL);
    const executors = write(SMALL, {
      ...form,
      executors: { evm: '2', wasm: '1' },
      accounts: { count: '3', balance: '5 ether' },
    });
    expect(changes(SMALL, executors)).toEqual([
      '-accounts: { count: 10 }   # ten',
      '+accounts: { count: 3, balance: 5 ether }   # ten',
      '+executors: { evm: 2, wasm: 1 }',
    ]);
    expect(write(executors, form)).toBe(SMALL);
  });

  it('lanes become a map where runtimes differ, a number where they do not, and go again', () => {
    const one = write(SMALL, { ...form, header: { ...form.header, lanes: '2' } });
    const map = { ...form, lanes: { evm: '4', wasm: '1' } };
    const differ = write(one, map);
    expect(changes(one, differ)).toEqual(['-lanes: 2', '+lanes: { evm: 4, wasm: 1 }']);
    expect(formOf(differ)).toEqual(map);
    expect(write(differ, { ...form, lanes: { evm: '4' } })).toContain('\nlanes: { evm: 4 }\n');
    expect(write(differ, formOf(one))).toBe(one);
    expect(write(differ, form)).toBe(SMALL);
    // A map on lines of its own keeps what is said of it.
    const long = SMALL.replace('contracts:', 'lanes:\n  evm: 4 # four\n  wasm: 1 # one\ncontracts:');
    expect(write(long, { ...form, lanes: { evm: '8', wasm: '1' } })).toContain('  evm: 8 # four\n  wasm: 1 # one');
  });

  it('what an alias stands for changes for one entry alone', () => {
    const value: TrafficValue = { kind: 'account', pick: { kind: 'account', who: '0' } };
    const second = write(SMALL, entry(form, 1, { args: [value, nth(nth(form.traffic, 1).args, 1)] }));
    expect(changes(SMALL, second)).toEqual([
      '-  - { to: token, call: approve, args: *gift, from: random } # trailing',
      '+  - { to: token, call: approve, args: [{ account: 0 }, { int: [1, 1 ether] }], from: random } # trailing',
    ]);
    // The one with the anchor: the other keeps what it had.
    const wanted = entry(form, 0, { args: [value, nth(nth(form.traffic, 0).args, 1)] });
    expect(formOf(write(SMALL, wanted))).toEqual(wanted);
    // It goes altogether.
    const without = { ...form, traffic: form.traffic.slice(1) };
    expect(formOf(write(SMALL, without))).toEqual(without);
    expect(write(SMALL, without)).toContain('  # gifts\n  - { to: token, call: approve, args: [{ account: random }');
  });

  it('values in lines are changed where they stand, and keys of such entries come and go', () => {
    const args: readonly TrafficValue[] = [
      { kind: 'name', name: 'token' },
      { kind: 'literal', text: '6', isText: false },
    ];
    expect(changes(SMALL, write(SMALL, entry(form, 2, { args })))).toEqual(['-      - 5', '+      - 6']);
    const keyed = write(SMALL, entry(form, 2, { count: '8', from: { kind: 'zipf', skew: 1.5 } }));
    expect(keyed.endsWith('      - 5\n    count: 8\n    from: { zipf: 1.5 }\n')).toBe(true);
    expect(write(keyed, form)).toBe(SMALL);
  });

  it('a text that looks like something else goes into quotes, and comes back the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...LETTERS) }), (text) => {
        const args: readonly TrafficValue[] = [
          { kind: 'literal', text, isText: true },
          nth(nth(form.traffic, 0).args, 1),
        ];
        const wanted = entry(form, 0, { args });
        const value = formOf(write(SMALL, wanted)).traffic[0]?.args[0];
        expect(value).toEqual({ kind: 'literal', text, isText: true });
      }),
      { numRuns: 50 },
    );
  });

  it('anything typed into a field leaves the file valid YAML', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (count, gas, lo) => {
        const value: TrafficValue = { kind: 'int', lo, hi: gas };
        const now = write(SMALL, entry(form, 0, { count, gas, value, args: [value] }));
        expect(readTraffic(now, 's.yaml').ok).toBe(true);
        expect(formOf(now).traffic.slice(1)).toEqual(form.traffic.slice(1));
      }),
      { numRuns: 50 },
    );
  });

  it('of entries that are alike the one that goes takes nothing else along', () => {
    const twins = SMALL.replace(
      '  # gifts',
      '  - { to: token, call: burn } # first\n  - { to: token, call: pause } # second\n  - { to: token, call: burn } # third',
    );
    const all = formOf(twins);
    const without = { ...all, traffic: all.traffic.slice(1) };
    expect(changes(twins, write(twins, without))).toEqual(['-  - { to: token, call: burn } # first']);
    const more = { ...all, traffic: [nth(all.traffic, 1), ...all.traffic] };
    expect(changes(twins, write(twins, more))).toEqual(['+  - { to: token, call: pause }']);
  });

  it('contracts come and go; the last entry takes its section along', () => {
    const more = write(SMALL, {
      ...form,
      contracts: [...form.contracts, { name: 'b', source: 'b.rs', contract: 'B', args: [] }],
    });
    expect(changes(SMALL, more)).toEqual(['+  b: { source: b.rs, contract: B }']);
    expect(write(more, form)).toBe(SMALL);
    const empty = write(SMALL, { ...form, traffic: [] });
    expect(formOf(empty)).toEqual({ ...form, traffic: [] });
    expect(formOf(write(empty, form))).toEqual(form);
    expect(parseScenario(empty, 's.yaml').ok).toBe(true);
  });

  it('line breaks of Windows stay', () => {
    const windows = SMALL.replaceAll('\n', '\r\n');
    const now = write(windows, {
      ...form,
      header: { ...form.header, seed: '4' },
      traffic: [...form.traffic, nth(form.traffic, 0)],
    });
    expect(now.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('what is no YAML is left alone', () => {
    expect(writeTraffic('a: [', 's.yaml', form)).toMatchObject({ ok: false });
    expect(writeTraffic('', 's.yaml', form)).toMatchObject({ ok: false });
  });
});
