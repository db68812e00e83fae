import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frame, FrameDecoder, MAX_FRAME } from './framing.ts';

const message = fc.uint8Array({ maxLength: 300 });

describe('framing', () => {
  it('is a little-endian length, then the bytes', () => {
    expect([...frame(new Uint8Array([7, 8, 9]))]).toEqual([3, 0, 0, 0, 7, 8, 9]);
    expect([...frame(new Uint8Array(258)).subarray(0, 5)]).toEqual([2, 1, 0, 0, 0]);
  });

  it('gives back the messages however the stream is cut', () => {
    fc.assert(
      fc.property(fc.array(message, { maxLength: 6 }), fc.array(fc.nat(40)), (messages, cuts) => {
        const stream = Buffer.concat(messages.map(frame));
        const decoder = new FrameDecoder();
        const received: Uint8Array[] = [];
        let at = 0;
        for (const length of [...cuts, stream.length]) {
          received.push(...decoder.push(stream.subarray(at, at + length)));
          at = Math.min(at + length, stream.length);
        }
        expect(received).toEqual(messages);
      }),
    );
  });

  it('gives each message as soon as its last byte is here', () => {
    const decoder = new FrameDecoder();
    const bytes = [...frame(new Uint8Array([1, 2])), ...frame(new Uint8Array())];
    expect(bytes.map((byte) => decoder.push(Buffer.from([byte])).length)).toEqual([0, 0, 0, 0, 0, 1, 0, 0, 0, 1]);
  });

  it('gives each message a buffer of its own, so that it may be transferred', () => {
    const [first, second] = new FrameDecoder().push(
      Buffer.concat([frame(new Uint8Array([1])), frame(new Uint8Array([2]))]),
    );
    expect(first?.buffer.byteLength).toBe(1);
    expect(second?.buffer).not.toBe(first?.buffer);
  });

  it('takes a length beyond the limit for somebody else’s stream', () => {
    const header = Buffer.alloc(4);
    header.writeUInt32LE(MAX_FRAME + 1);
    expect(() => new FrameDecoder().push(header)).toThrow(RangeError);
    header.writeUInt32LE(MAX_FRAME);
    expect(new FrameDecoder().push(header)).toEqual([]);
  });
});
