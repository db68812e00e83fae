import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountId, balanceCell, storageCell, type AccountId } from './cell.ts';
import { CodecError } from './codec.ts';
import type { Read } from './effects.ts';
import type { Outcome } from './outcome.ts';
import { version, type Version } from './version.ts';
import {
  decodeFromExecutor,
  decodeToExecutor,
  encodeFromExecutor,
  encodeToExecutor,
  route,
  type FromExecutor,
  type TaskResult,
  type ToExecutor,
} from './wire.ts';

const hex = (digits: number): fc.Arbitrary<string> =>
  fc.uint8Array({ minLength: digits / 2, maxLength: digits / 2 }).map((bytes) => Buffer.from(bytes).toString('hex'));
const uint = fc.maxSafeNat();
const small = fc.nat(5000);
const big = fc.bigInt(0n, 2n ** 256n - 1n);
const bytes = fc.uint8Array({ maxLength: 40 });
const word = hex(64);
const text = fc.string({ unit: 'grapheme', maxLength: 12 });
const account: fc.Arbitrary<AccountId> = fc.oneof(hex(40), hex(64)).map(accountId);
const key = fc
  .tuple(account, fc.constantFrom('', '1', 'a0'), word)
  .map(([a, epoch, slot]) => storageCell(a, epoch, slot));
const value = fc.oneof(fc.constant(''), word);
const at = uint as fc.Arbitrary<Version>;
const few = <T>(item: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(item, { maxLength: 3 });

type Optional<T> = { [K in keyof T]: undefined extends T[K] ? K : never }[keyof T];
type Exact<T> = Omit<T, Optional<T>> & { [K in Optional<T>]?: Exclude<T[K], undefined> };

/** Without the fields that are undefined: on the wire there is no difference. */
const exact = <T extends object>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<Exact<T>> =>
  arbitrary.map(
    (made) => Object.fromEntries(Object.entries(made).filter(([, field]) => field !== undefined)) as Exact<T>,
  );
const maybe = <T>(item: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(item, { nil: undefined });

const transaction = exact(
  fc.record({
    from: account,
    to: fc.option(account),
    runtime: text,
    nonce: big,
    value: big,
    data: bytes,
    gasLimit: big,
    maxFeePerGas: big,
    maxPriorityFeePerGas: big,
    type: fc.nat(255),
    accessList: maybe(few(fc.record({ account, slots: few(word) }))),
    blobHashes: maybe(few(word)),
    maxFeePerBlobGas: maybe(big),
    authorizations: maybe(
      few(exact(fc.record({ chainId: big, address: account, nonce: big, authority: maybe(account) }))),
    ),
  }),
);
const update = fc.record({ key, value, version: at });
const notice = fc.record({
  reset: fc.boolean(),
  block: uint,
  horizon: fc.integer({ min: -1, max: 2 ** 20 }),
  chained: fc.boolean(),
  dropped: few(fc.record({ index: uint, incarnation: uint })),
  updates: few(update),
  complete: few(account),
});
const shipped = fc.record({ key, value, version: at, byValue: fc.boolean() });
const batch = fc.record({
  id: uint,
  notice,
  tasks: few(
    fc.record({
      index: uint,
      incarnation: uint,
      mode: fc.constantFrom('transaction' as const, 'call' as const),
      transaction,
      shipped: few(shipped),
    }),
  ),
});
const context = fc.record({
  number: uint,
  timestamp: big,
  coinbase: account,
  gasLimit: big,
  baseFee: big,
  prevRandao: word,
  difficulty: big,
  excessBlobGas: big,
  blockHashes: few(word),
});
const signed = fc.oneof(
  big,
  big.filter((amount) => amount > 0n).map((amount) => -amount),
);
const event = fc.record({ account, topics: few(word), data: bytes });
const code = fc.record({ hash: word, bytes });
const preimage = fc.record({ hash: word, preimage: bytes });
const frameStatus = fc.constantFrom('success' as const, 'revert' as const, 'outOfGas' as const, 'trap' as const);
const call = fc.record({
  account,
  codeAccount: account,
  caller: account,
  value: big,
  data: bytes,
  gas: big,
  isStatic: fc.boolean(),
  depth: small,
  hops: small,
  refund: signed,
});
const frameResult = fc.record({ status: frameStatus, output: bytes, gasLeft: big, refund: signed, reason: text });
const frameRecord = fc.record({
  runtime: text,
  depth: small,
  kind: fc.constantFrom('call' as const, 'static' as const, 'delegate' as const, 'create' as const),
  caller: account,
  account,
  code: account,
  value: big,
  selector: bytes,
  gas: big,
  gasUsed: big,
  status: frameStatus,
});
const mark = fc.record({ reads: small, zeros: small, steps: small, events: small, codes: small, frames: small });
const sync = fc.record({
  base: mark,
  reads: few(shipped),
  zeros: few(shipped),
  steps: few(
    fc.oneof(
      fc.record({ kind: fc.constant('write' as const), key, value: maybe(value) }),
      fc.record({ kind: fc.constant('delta' as const), key, amount: maybe(signed) }),
      fc.record({ kind: fc.constant('scratch' as const), key: word, value: maybe(word) }),
    ),
  ),
  events: few(event),
  codes: few(code),
  frames: few(frameRecord),
  marks: few(fc.tuple(text, mark)),
  recorded: fc.boolean(),
});
const kind = <K extends string>(name: K): fc.Arbitrary<K> => fc.constant(name);

const precompile = fc.record({
  runtime: text,
  code: word,
  gas: fc.oneof(
    fc.constant({ kind: 'metered' as const }),
    fc.record({ kind: fc.constant('declared' as const), base: big, perWord: big, speedup: uint }),
  ),
});

const toExecutor: Record<ToExecutor['kind'], fc.Arbitrary<ToExecutor>> = {
  configure: fc.record({
    kind: kind('configure'),
    protocol: uint,
    deterministic: fc.boolean(),
    trace: fc.constantFrom('off' as const, 'steps' as const, 'records' as const),
    config: exact(
      fc.record({
        chainId: big,
        hardfork: text,
        builtins: maybe(fc.dictionary(account, text, { noNullPrototype: true })),
        precompiles: maybe(fc.dictionary(account, precompile, { noNullPrototype: true })),
      }),
    ),
  }),
  block: fc.record({ kind: kind('block'), lane: small, context }),
  batch: fc.record({ kind: kind('batch'), lane: small, batch }),
  answer: fc.record({
    kind: kind('answer'),
    lane: small,
    answer: exact(fc.record({ cells: few(update), complete: maybe(account) })),
  }),
  code: fc.record({ kind: kind('code'), lane: small, code: maybe(bytes) }),
  frame: fc.record({
    kind: kind('frame'),
    lane: small,
    frame: fc.record({
      index: uint,
      incarnation: uint,
      mode: fc.constantFrom('transaction' as const, 'call' as const),
      caller: text,
      transaction,
      call,
      sync,
      notice,
      shipped: few(shipped),
      announce: fc.boolean(),
    }),
  }),
  resume: fc.record({
    kind: kind('resume'),
    lane: small,
    index: uint,
    incarnation: uint,
    result: frameResult,
    sync,
  }),
  abandon: fc.record({ kind: kind('abandon'), lane: small, index: uint, incarnation: uint }),
  release: fc.record({ kind: kind('release'), lane: small, index: uint, incarnation: uint }),
};

const outcome: fc.Arbitrary<Outcome> = fc.oneof(
  exact(fc.record({ status: kind('success'), output: bytes, created: maybe(account) })) as fc.Arbitrary<Outcome>,
  fc.record({ status: kind('revert'), output: bytes }),
  fc.record({ status: fc.constantFrom('outOfGas' as const, 'invalidated' as const) }),
  fc.record({ status: fc.constantFrom('trap' as const, 'invalid' as const, 'runtimeLost' as const), reason: text }),
);
const read = fc.oneof(
  exact(fc.record({ key, version: at, value: maybe(value) })),
  fc.record({ key, version: at, zero: fc.boolean() }),
);
/** Times travel in whole microseconds. */
const time = fc.nat(10 ** 9).map((micros) => micros / 1000);
const head = { index: uint, incarnation: uint, start: time, end: time };
const whatItDid = {
  outcome,
  gasUsed: big,
  writes: few(fc.record({ key, value })),
  deltas: few(fc.record({ key, amount: signed })),
  events: few(event),
  codes: few(code),
  preimages: few(preimage),
  frames: few(frameRecord),
};
const seenRead = fc.oneof(fc.record({ key, version: at, value }), fc.record({ key, version: at, zero: fc.boolean() }));
const effects = fc.oneof(
  fc.record({ ...whatItDid, reads: few(read), recorded: fc.constant(false) }),
  fc.record({ ...whatItDid, reads: few(seenRead), recorded: fc.constant(true) }),
);
const result = fc.oneof(
  fc.record({ ...head, kind: kind('done'), effects }),
  fc.record({ ...head, kind: kind('misrouted'), runtime: text, reads: few(read) }),
  fc.record({ ...head, kind: kind('fault'), message: text }),
  fc.record({ ...head, kind: kind('abandoned') }),
);

const fromExecutor: Record<FromExecutor['kind'], fc.Arbitrary<FromExecutor>> = {
  ready: fc.record({ kind: kind('ready'), protocol: uint, runtime: text, version: text, lanes: small }),
  results: fc.record({ kind: kind('results'), lane: small, batch: uint, results: few(result) }),
  fetch: fc.record({ kind: kind('fetch'), lane: small, key, index: uint }),
  fetchCode: fc.record({ kind: kind('fetchCode'), lane: small, hash: word }),
  trace: fc.record({ kind: kind('trace'), lane: small, steps: bytes }),
  recording: fc.record({
    ...{ kind: kind('recording'), lane: small, index: small, incarnation: small },
    ...{
      state: fc.constantFrom('open' as const, 'kept' as const, 'dropped' as const),
      isCut: fc.boolean(),
      steps: bytes,
    },
  }),
  call: fc.record({
    kind: kind('call'),
    lane: small,
    index: uint,
    incarnation: uint,
    runtime: text,
    call,
    sync,
    preimages: few(preimage),
  }),
  return: fc.record({
    kind: kind('return'),
    lane: small,
    index: uint,
    incarnation: uint,
    answer: fc.oneof(
      fc.record({ kind: kind('done'), result: frameResult, sync }),
      fc.record({ kind: kind('fault'), message: text }),
    ),
    time,
    preimages: few(preimage),
  }),
  begin: fc.record({ kind: kind('begin'), lane: small, index: uint, incarnation: uint }),
  spent: fc.record({ kind: kind('spent'), lane: small }),
  fatal: fc.record({ kind: kind('fatal'), message: text }),
};

/** Whatever the bytes: a message or a CodecError, nothing else. */
function decodesOrRefuses(decode: (message: Uint8Array) => unknown, message: Uint8Array): void {
  try {
    decode(message);
  } catch (error) {
    expect(error).toBeInstanceOf(CodecError);
  }
}

describe('messages to an executor', () => {
  it.each(Object.entries(toExecutor))('%s survives the wire', (_name, message) => {
    fc.assert(
      fc.property(message, (sent) => {
        const encoded = encodeToExecutor(sent);
        expect(decodeToExecutor(encoded)).toEqual(sent);
        expect(route(encoded)).toEqual({ kind: sent.kind, lane: sent.kind === 'configure' ? -1 : sent.lane });
      }),
    );
  });
});

describe('messages from an executor', () => {
  it.each(Object.entries(fromExecutor))('%s survives the wire', (_name, message) => {
    fc.assert(
      fc.property(message, (sent) => {
        expect(decodeFromExecutor(encodeFromExecutor(sent))).toEqual(sent);
      }),
    );
  });
});

describe('broken messages', () => {
  const encoded = fc.oneof(
    fc.oneof(...Object.values(toExecutor)).map((m) => ({ bytes: encodeToExecutor(m), decode: decodeToExecutor })),
    fc.oneof(...Object.values(fromExecutor)).map((m) => ({ bytes: encodeFromExecutor(m), decode: decodeFromExecutor })),
  );

  it('are refused wherever they are cut', () => {
    fc.assert(
      fc.property(encoded, fc.nat(), ({ bytes: whole, decode }, cut) => {
        expect(() => decode(whole.subarray(0, cut % whole.length))).toThrow(CodecError);
      }),
    );
  });

  it('are refused with bytes left over', () => {
    fc.assert(
      fc.property(encoded, ({ bytes: whole, decode }) => {
        expect(() => decode(new Uint8Array([...whole, 0]))).toThrow(CodecError);
      }),
    );
  });

  it('never throw anything but CodecError when bits flip', () => {
    fc.assert(
      fc.property(
        encoded,
        fc.array(fc.tuple(fc.nat(), fc.nat(7)), { minLength: 1 }),
        ({ bytes: whole, decode }, flips) => {
          const broken = whole.slice();
          for (const [place, bit] of flips)
            broken[place % broken.length] = (broken[place % broken.length] ?? 0) ^ (1 << bit);
          decodesOrRefuses(decode, broken);
          decodesOrRefuses(route, broken);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('never throw anything but CodecError when they are noise', () => {
    fc.assert(
      fc.property(fc.nat(5), fc.uint8Array({ maxLength: 60 }), (first, rest) => {
        const noise = new Uint8Array([first, ...rest]);
        decodesOrRefuses(decodeToExecutor, noise);
        decodesOrRefuses(decodeFromExecutor, noise);
      }),
      { numRuns: 300 },
    );
  });

  it('cannot announce more than they hold', () => {
    const huge = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f];
    const results = 1;
    const fatal = 4;
    const code = 4;
    expect(() => decodeFromExecutor(new Uint8Array([results, 0, 0, ...huge]))).toThrow(/beyond the end/);
    expect(() => decodeFromExecutor(new Uint8Array([fatal, ...huge]))).toThrow(/beyond the end/);
    expect(() => decodeToExecutor(new Uint8Array([code, 0, 1, ...huge]))).toThrow(/beyond the end/);
  });

  it('are refused for an integer that is not safe', () => {
    const beyond = [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x10];
    expect(() => route(new Uint8Array([1, ...beyond]))).toThrow(/too large/);
  });

  it('are refused for an unknown kind', () => {
    expect(() => route(new Uint8Array([5]))).toThrow(CodecError);
    expect(() => decodeToExecutor(new Uint8Array([5]))).toThrow(CodecError);
    expect(() => decodeFromExecutor(new Uint8Array([5]))).toThrow(CodecError);
    expect(() => decodeFromExecutor(new Uint8Array())).toThrow(CodecError);
  });
});

describe('effects of a recorded transaction', () => {
  it('must say what each read saw', () => {
    const [done] = fc.sample(fc.record({ ...head, kind: kind('done'), effects: fc.record({ ...whatItDid }) }), 1);
    const encodedWith = (read: Read): Uint8Array => {
      const sent = { ...(done as NonNullable<typeof done>) };
      const results: TaskResult[] = [{ ...sent, effects: { ...sent.effects, reads: [read], recorded: true } }];
      return encodeFromExecutor({ kind: 'results', lane: 0, batch: 0, results });
    };
    const cell = { key: balanceCell(accountId('11'.repeat(20))), version: version(1, 0, 0) };
    expect(() => decodeFromExecutor(encodedWith(cell))).toThrow(/does not say what it read in 1111/);
    expect(decodeFromExecutor(encodedWith({ ...cell, value: '' })).kind).toBe('results');
    expect(decodeFromExecutor(encodedWith({ ...cell, zero: false })).kind).toBe('results');
  });
});

describe('bytes on the wire', () => {
  it('are those of protocol 5', () => {
    const config = { chainId: 31337n, hardfork: 'osaka' };
    const shown = (message: Uint8Array): string => Buffer.from(message).toString('hex');
    expect(shown(encodeToExecutor({ kind: 'configure', protocol: 5, deterministic: true, trace: 'off', config }))).toBe(
      '00' + '05' + '01' + '00' + '04' + '37613639' + '05' + '6f73616b61' + '00' + '00',
    );
    expect(shown(encodeToExecutor({ kind: 'code', lane: 200, code: new Uint8Array([1, 2]) }))).toBe(
      '04' + 'c801' + '01' + '02' + '0102',
    );
    expect(shown(encodeFromExecutor({ kind: 'ready', protocol: 2, runtime: 'evm', version: '1', lanes: 2 }))).toBe(
      '00' + '02' + '03' + '65766d' + '01' + '31' + '02',
    );
  });
});
