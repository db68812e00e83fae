import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import {
  accountId,
  balanceCell,
  codeCell,
  codeValue,
  emptyCell,
  epochCell,
  nonceCell,
  slotCountCell,
  storageCell,
  type CellKey,
  type CellValue,
} from '../../core/cell.ts';
import { fromHex, toHex } from '../../core/hex.ts';
import { seeded } from '../../core/random.ts';
import { keccak256 } from '../../rules/keccak.ts';
import type { ForeignSource, ForeignState, ForeignStateFormat } from '../../sdk/foreign-state.ts';
import { BLOCK } from '../../rules/test-ledger.testkit.ts';
import { anvilState } from './anvil-state.ts';
import { ethereumRoot } from './ethereum-root.ts';
import { genesisJson } from './genesis-json.ts';

const ALICE = accountId('a11ce'.padStart(40, '0'));
const TOKEN = accountId('70'.repeat(20));
const OTHER = accountId('0e'.repeat(20));
const EMPTY = accountId('e0'.repeat(20));
const CODE = fromHex('602a60005260206000f3');
const HASH = toHex(keccak256(CODE));
const slot = (n: number): string => n.toString(16).padStart(64, '0');

/** What goes into a file; the token has been cleared twice. */
const CARRIED: readonly (readonly [CellKey, CellValue])[] = [
  [balanceCell(ALICE), 'f'.repeat(64)],
  [nonceCell(ALICE), 'f'.repeat(16)],
  [codeCell(TOKEN), codeValue('evm', HASH)],
  [nonceCell(TOKEN), '1'],
  [emptyCell(EMPTY), '1'],
];
const CELLS: readonly (readonly [CellKey, CellValue])[] = [
  ...CARRIED,
  [epochCell(TOKEN), '2'],
  [slotCountCell(TOKEN, '2'), '2'],
  [storageCell(TOKEN, '2', slot(0)), '5'],
  [storageCell(TOKEN, '2', 'f'.repeat(64)), 'abc'],
  [storageCell(TOKEN, '2', `${slot(3)}2b`), '9'],
  [storageCell(TOKEN, '1', slot(1)), '7'],
  [storageCell(TOKEN, '', slot(1)), '8'],
  [codeCell(OTHER), codeValue('wasm', HASH)],
  [balanceCell(OTHER), '1'],
  [balanceCell(accountId('ab'.repeat(32))), '1'],
];
/** The same when it is read: a first life. */
const READ = new Map<CellKey, CellValue>([
  ...CARRIED,
  [slotCountCell(TOKEN, ''), '2'],
  [storageCell(TOKEN, '', slot(0)), '5'],
  [storageCell(TOKEN, '', 'f'.repeat(64)), 'abc'],
]);

const source = (changes: Partial<ForeignSource> = {}): ForeignSource => ({
  config: { chainId: 2n ** 60n, hardfork: 'prague' },
  block: BLOCK.number,
  context: BLOCK,
  cells: [...CELLS].sort(([a], [b]) => (a < b ? -1 : 1)),
  code: () => CODE,
  ...changes,
});

function written(
  format: ForeignStateFormat,
  from = source(),
): { readonly text: string; readonly lost: readonly string[] } {
  const work = format.write(from);
  let text = '';
  let step = work.next();
  for (; step.done !== true; step = work.next()) text += step.value;
  return { text, lost: step.value };
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
function read(format: ForeignStateFormat, text: string | Uint8Array): ForeignState {
  const state = format.read(typeof text === 'string' ? bytes(text) : text);
  if (!state.ok) throw new Error(state.error.message);
  return state.value;
}
const flaw = (format: ForeignStateFormat, text: string): string => {
  const state = format.read(bytes(text));
  if (state.ok) throw new Error('it was not refused');
  const { message, line, column } = state.error;
  return line === undefined ? message : `${line}:${column}: ${message}`;
};

describe.each([anvilState, genesisJson])('$name', (format) => {
  const { text, lost } = written(format);

  test('is read as it was written', () => {
    const state = read(format, text);
    expect(state.cells).toEqual(READ);
    expect([...state.codes]).toEqual([[HASH, CODE]]);
    expect(state).toMatchObject({ accounts: 3, timestamp: BLOCK.timestamp });
    expect(ethereumRoot(state.cells)).toBe(ethereumRoot(CELLS));
    expect(format.recognises(bytes(text))).toBe(true);
  });

  test('says what it has no place for', () => {
    expect(lost).toEqual(
      expect.arrayContaining([
        `accounts whose code is for wasm, with all they hold: 0x${OTHER}`,
        'accounts whose ids are no 20-byte addresses: 1',
        'cells of commutative counters, which Ethereum does not have: 1',
      ]),
    );
    const precompiles = { [OTHER]: { runtime: 'wasm', code: HASH, gas: { kind: 'metered' as const } } };
    const config = { ...source().config, precompiles };
    expect(written(format, source({ config })).lost.join()).toContain(`binds to 0x${OTHER}`);
  });

  test('is the same whenever the state is', () => {
    expect(written(format).text).toBe(text);
    const state = read(format, text);
    const cells = [...state.cells].sort(([a], [b]) => (a < b ? -1 : 1));
    expect(written(format, source({ cells })).text).toBe(text);
  });

  test('of nothing is read as nothing', () => {
    const empty = written(format, source({ cells: [], context: undefined, block: 0 })).text;
    expect(read(format, empty)).toMatchObject({ accounts: 0, cells: new Map(), block: 0 });
  });

  test('cut anywhere is refused, and altered anywhere never breaks anything', () => {
    const random = seeded(5);
    const end = text.trimEnd().length;
    for (let run = 0; run < 100; run++) {
      const cut = text.slice(0, random.below(end));
      expect(format.read(bytes(cut)).ok).toBe(false);
      const at = random.below(end);
      const altered = text.slice(0, at) + String.fromCharCode(32 + random.below(95)) + text.slice(at + 1);
      const state = format.read(bytes(altered));
      expect(state.ok ? 'read' : state.error.message).not.toBe('');
    }
  });

  const at = (path: string, change: string): string => {
    const [from = '', to = ''] = change.split(' => ');
    if (!text.includes(from)) throw new Error(`${path}: there is no ${from}`);
    return flaw(format, text.replace(from, to));
  };
  const member = format === anvilState ? 'accounts' : 'alloc';

  test.each([
    [`"0x${ALICE}" => "0x${ALICE.slice(2)}"`, `${member}.0x${ALICE.slice(2)}: is no address of 20 bytes`],
    [`"0x${TOKEN}" => "0x${ALICE}"`, `${member}.0x${ALICE}: is there twice`],
    [`"0x${TOKEN}" => "0X${TOKEN}"`, `is no address of 20 bytes`],
    [`"0x${TOKEN}" => "${ALICE}"`, `is there twice, written in two ways`],
    [`"balance":"0xf => "balance":"0x1f`, `${member}.0x${ALICE}.balance: expected an integer of at most 256 bits`],
    [`"balance" => "balans"`, `${member}.0x${ALICE}.balans: is not known here`],
    [`"code":"0x602 => "code":"0x60`, `${member}.0x${TOKEN}.code: expected code in hex`],
    [`"0x${slot(0)}":" => "0x1${slot(0)}":"`, `…: is no storage key of 32 bytes`],
    [`"0x${slot(0)}":" => "0x0":"0x1","0x00":"`, `storage.0x00: is there twice, written in two ways`],
    [`"0x${slot(0)}":" => "0x${slot(0)}":"g`, `storage.0x${slot(0)}: expected`],
    [`"storage" => "stor\\qage"`, `wrong escape`],
    [`{"nonce" => {,"nonce"`, `expected a name in double quotes`],
    [`"nonce": => "nonce"`, `expected a colon`],
    [`"${member}" => "akkounts"`, `there is no "${member}"`],
  ])('%s is refused with what and where', (change, message) => {
    const found = at(message, change);
    expect(found).toContain(message);
    expect(found).toMatch(/^\d+:\d+: /);
  });

  test('what is no JSON, or nested without end, is refused', () => {
    expect(flaw(format, '')).toContain('but the file ends');
    expect(flaw(format, '[]')).toContain('an object');
    expect(flaw(format, `{"x":${'['.repeat(100_000)}`)).toContain('nested more than 1000 deep');
    expect(flaw(format, `${text}{}`)).toContain('expected the end of the file');
    expect(format.read(Uint8Array.of(0x7b, 0xff, 0x7d))).toMatchObject({ ok: false });
  });
});

describe('anvil', () => {
  const { text } = written(anvilState);

  test('a state comes as JSON, gzipped, and as anvil_dumpState answers', () => {
    const packed = gzipSync(text);
    const hex = `0x${packed.toString('hex')}`;
    const answer = JSON.stringify({ jsonrpc: '2.0', id: 1, result: hex });
    for (const form of [packed, bytes(hex), bytes(`"${hex}"\n`), bytes(answer)]) {
      expect(anvilState.recognises(form.subarray(0, 2 ** 16))).toBe(true);
      expect(read(anvilState, form).cells).toEqual(READ);
    }
    expect(flaw(anvilState, hex.slice(0, -1))).toContain('ends in the middle of a byte');
    expect(flaw(anvilState, hex.slice(0, 300))).toContain('cut or damaged');
    expect(flaw(anvilState, `${hex.slice(0, 300)}zz${hex.slice(302)}`)).toContain('digit 299 of its hex');
    expect(flaw(anvilState, answer.replace(/0x1f8b/, '0x2f8b'))).toContain('result: expected a state');
    expect(flaw(anvilState, answer.slice(0, 200))).toContain('a text does not end');
  });

  test('older states have short numbers and no blocks', () => {
    const old = `{"accounts":{"0x${TOKEN}":{"nonce":1,"balance":"0x0","code":"0x${toHex(CODE)}","storage":{"0x0":"0x5","${2n ** 256n - 1n}":"0xabc"}}}}`;
    const state = read(anvilState, old);
    expect(state).toMatchObject({ block: 0, timestamp: undefined, omitted: [] });
    expect(ethereumRoot(state.cells)).toBe(ethereumRoot(CELLS.filter(([key]) => key.startsWith(TOKEN))));
  });

  test('its history and what nobody knows is passed by, and said', () => {
    const state = read(
      anvilState,
      text.replace('"transactions":[],"hist', '"transactions":[{"a":[1,{}]},2],"new":{},"hist'),
    );
    expect(state.omitted).toEqual([
      'blocks of its history: 1',
      'transactions with their receipts: 2',
      '"new", which this program does not know',
    ]);
  });
});

describe('genesis', () => {
  const genesis = (config: object, more = ''): ForeignState =>
    read(genesisJson, `{"config":${JSON.stringify(config)}${more},"alloc":{}}`);
  const forkOf = (config: object, more?: string): unknown => genesis(config, more).hardfork;

  test('an alloc alone is one too, and numbers have any form', () => {
    const alloc = `{"${ALICE}":{"balance":123456789012345678901234567890,"nonce":"7","secretKey":"0x1"},"0x${TOKEN}":{"balance":"0x","storage":{"1":"2"}}}`;
    expect(genesisJson.recognises(bytes(alloc))).toBe(true);
    const { cells } = read(genesisJson, alloc);
    expect(cells.get(balanceCell(ALICE))).toBe(123_456_789_012_345_678_901_234_567_890n.toString(16));
    // Hex without 0x in storage, as in go-ethereum.
    expect(cells.get(storageCell(TOKEN, '', slot(1)))).toBe('2');
    expect(cells.get(emptyCell(TOKEN))).toBe('1');
  });

  test.each([
    ['frontier', {}],
    ['frontier', { homesteadBlock: 1_150_000, terminalTotalDifficulty: 58_750_000, shanghaiTime: 1_681_338_455 }],
    ['spuriousdragon', { homesteadBlock: 0, eip150Block: 0, eip155Block: 0, eip158Block: 0 }],
    ['petersburg', { byzantiumBlock: 0, constantinopleBlock: 0 }],
    ['constantinople', { constantinopleBlock: 0, petersburgBlock: 9 }],
    ['paris', { londonBlock: 0, terminalTotalDifficulty: 0 }],
    ['cancun', { londonBlock: 0, terminalTotalDifficulty: 0, shanghaiTime: 0, cancunTime: 0, pragueTime: null }],
  ])('the hardfork in force is %s', (hardfork, config) => {
    expect(forkOf({ chainId: 1, ...config })).toEqual({ ok: true, value: hardfork });
  });

  test('number and time of the first block count', () => {
    const config = { londonBlock: 5, shanghaiTime: 100, amsterdamTime: 200 };
    expect(forkOf(config, ',"number":"0x5","timestamp":"99"')).toEqual({ ok: true, value: 'london' });
    expect(forkOf(config, ',"number":"0x5","timestamp":"0x64"')).toEqual({ ok: true, value: 'shanghai' });
    expect(forkOf(config, ',"timestamp":200')).toEqual({
      ok: false,
      error: 'config.amsterdamTime: this hardfork is not known here',
    });
    expect(genesis(config).omitted).toEqual([
      'the hardforks that come later (londonBlock, shanghaiTime, amsterdamTime): a ledger keeps the one that it begins with',
    ]);
  });

  test.each(['frontier', 'dao', 'spuriousdragon', 'petersburg', 'london', 'paris', 'cancun', 'osaka', 'bpo2'])(
    'a ledger under %s is one again',
    (hardfork) => {
      const state = read(genesisJson, written(genesisJson, source({ config: { chainId: 7n, hardfork } })).text);
      expect(state).toMatchObject({ chainId: 7n, hardfork: { ok: true, value: hardfork }, omitted: [] });
    },
  );

  test('Sepolia begins with the root that everybody knows', () => {
    const million = '0xD3C21BCECCEDA1000000';
    const [billions, hundred, one] = ['0x84595161401484A000000', '0x52B7D2DCC80CD2E4000000', '0xDE0B6B3A7640000'];
    const balances: Readonly<Record<string, string>> = {
      '0xa2A6d93439144FFE4D27c9E088dCD8b783946263': million,
      '0xBc11295936Aa79d594139de1B2e12629414F3BDB': million,
      '0x7cF5b79bfe291A67AB02b393E456cCc4c266F753': million,
      '0xaaec86394441f915bce3e6ab399977e9906f3b69': million,
      '0xF47CaE1CF79ca6758Bfc787dbD21E6bdBe7112B8': million,
      '0xd7eDDB78ED295B3C9629240E8924fb8D8874ddD8': million,
      '0x8b7F0977Bb4f0fBE7076FA22bC24acA043583F5e': million,
      '0xe2e2659028143784d557bcec6ff3a0721048880a': million,
      '0xd9a5179f091d85051d3c982785efd1455cec8699': million,
      '0xbeef32ca5b9a198d27B4e02F4c70439fE60356Cf': million,
      '0x0000006916a87b82333f4245046623b23794c65c': billions,
      '0xb21c33de1fab3fa15499c62b59fe0cc3250020d1': hundred,
      '0x10F5d45854e038071485AC9e402308cF80D2d2fE': hundred,
      '0xd7d76c58b3a519e9fA6Cc4D22dC017259BC49F1E': hundred,
      '0x799D329e5f583419167cD722962485926E338F4a': one,
    };
    const alloc = Object.fromEntries(Object.entries(balances).map(([address, balance]) => [address, { balance }]));
    const config = { chainId: 11_155_111, londonBlock: 0, terminalTotalDifficulty: 17_000_000_000_000_000 };
    const state = read(genesisJson, JSON.stringify({ config, alloc, timestamp: '0x6159af19' }));
    expect(state).toMatchObject({ accounts: 15, chainId: 11_155_111n, hardfork: { ok: true, value: 'london' } });
    expect(ethereumRoot(state.cells)).toBe('5eb6e371a698b8d68f665192350ffcecbbbf322916f4b51bd79bb6887da3f494');
  });

  test('a chain id of any size', () => {
    expect(read(genesisJson, written(genesisJson).text).chainId).toBe(2n ** 60n);
  });
});
