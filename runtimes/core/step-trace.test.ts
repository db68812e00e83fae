import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accountId, type CellKey } from './cell.ts';
import { CodecError, Writer } from './codec.ts';
import { readStepEvents, writeStepEvent, type StepEvent } from './step-trace.ts';

const account = fc.stringMatching(/^[0-9a-f]{40}$/).map(accountId);
const word = fc.oneof(fc.bigInt({ min: 0n, max: 300n }), fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }));
const gas = fc.bigInt({ min: 0n, max: BigInt(Number.MAX_SAFE_INTEGER) });
const bytes = fc.uint8Array({ maxLength: 40 });
const byte = fc.integer({ min: 0, max: 255 });
const kind = <K extends string>(name: K): fc.Arbitrary<K> => fc.constant(name);

const frame = fc.record({
  runtime: fc.string(),
  kind: fc.constantFrom('call' as const, 'static' as const, 'delegate' as const, 'create' as const),
  caller: account,
  account,
  code: account,
  value: word,
  gas: word,
  data: bytes,
  depth: fc.nat(1024),
});
const event: fc.Arbitrary<StepEvent> = fc.oneof(
  fc.record({ kind: kind('enter'), frame }),
  fc.record({ kind: kind('step'), offset: fc.nat(), opcode: byte, used: gas }),
  fc.record({ kind: kind('cost'), gas }),
  fc.record({ kind: kind('stack'), popped: fc.nat(17), pushed: fc.array(word, { maxLength: 17 }) }),
  fc.record({ kind: kind('memory'), offset: fc.nat(), bytes }),
  fc.record({ kind: kind('size'), bytes: fc.nat() }),
  fc.record({
    kind: kind('cell'),
    access: fc.constantFrom('read' as const, 'write' as const, 'credit' as const),
    key: account.map((one) => `${one}/b` as CellKey),
    value: fc.stringMatching(/^-?[0-9a-f]{0,64}$/),
  }),
  fc.record({
    kind: kind('event'),
    event: fc.record({ account, topics: fc.constant(['ab'.repeat(32)]), data: bytes }),
  }),
  fc.record({ kind: kind('call'), function: fc.nat() }),
  fc.record({ kind: kind('return') }),
  fc.record({ kind: kind('cut') }),
  fc.record({ kind: kind('local'), slot: fc.nat(), value: bytes }),
  fc.record({
    kind: kind('leave'),
    status: fc.constantFrom('success' as const, 'revert' as const, 'outOfGas' as const, 'trap' as const),
    output: bytes,
    gasLeft: word,
    reason: fc.string(),
  }),
);

const written = (events: readonly StepEvent[]): Uint8Array => {
  const writer = new Writer();
  for (const one of events) writeStepEvent(writer, one);
  return writer.finish();
};

test('events come back as they were written, over any number of chunks', () => {
  fc.assert(
    fc.property(fc.array(fc.array(event, { maxLength: 8 }), { maxLength: 4 }), (chunks) => {
      expect([...readStepEvents(chunks.map(written))]).toEqual(chunks.flat());
    }),
  );
});

test('bytes that are no trace are a CodecError, whatever they are', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (noise) => {
      try {
        for (const one of readStepEvents([noise])) expect(one.kind).toBeTypeOf('string');
      } catch (error) {
        expect(error).toBeInstanceOf(CodecError);
      }
    }),
  );
  expect(() => [...readStepEvents([Uint8Array.of(99)])]).toThrow(CodecError);
});
