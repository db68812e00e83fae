/** Messages of the Debug Adapter Protocol on a stream of bytes (https://microsoft.github.io/debug-adapter-protocol/overview#base-protocol). */
import { err, ok, type Result } from '../../core/result.ts';

/** Bytes: nobody sends more to a debugger. */
const MOST = 16 << 20;
const HEAD_END = Buffer.from('\r\n\r\n');

export function frame(message: object): Buffer {
  const body = Buffer.from(JSON.stringify(message), 'utf8');
  return Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`, 'ascii'), body]);
}

/** Takes bytes as they come, and gives the messages that are whole. */
export class FrameReader {
  #rest: Buffer<ArrayBufferLike> = Buffer.alloc(0);

  /** What is no message is an error, once; after a bad head nothing more can be told apart. */
  *take(bytes: Uint8Array): Generator<Result<unknown, string>> {
    this.#rest = Buffer.concat([this.#rest, bytes]);
    for (;;) {
      const end = this.#rest.indexOf(HEAD_END);
      if (end < 0) {
        if (this.#rest.length > 4096) yield* this.#refuse('there is no head of a message (Content-Length: N)');
        return;
      }
      const head = this.#rest.subarray(0, end).toString('ascii');
      const length = Number(/^content-length:\s*(\d{1,9})\s*$/im.exec(head)?.[1] ?? 'NaN');
      if (!(length <= MOST))
        return yield* this.#refuse(`"${head.slice(0, 80)}" is no head of a message of at most ${MOST} bytes`);
      const start = end + HEAD_END.length;
      if (this.#rest.length < start + length) return;
      const body = this.#rest.subarray(start, start + length).toString('utf8');
      this.#rest = this.#rest.subarray(start + length);
      yield parsed(body);
    }
  }

  *#refuse(why: string): Generator<Result<unknown, string>> {
    this.#rest = Buffer.alloc(0);
    yield err(why);
  }
}

function parsed(body: string): Result<unknown, string> {
  try {
    return ok(JSON.parse(body));
  } catch (error) {
    return err(`a message is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
