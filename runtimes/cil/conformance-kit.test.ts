import { expect } from 'vitest';
import { fromHex } from '../core/hex.ts';
import type { RefusedCode } from '../testkit/conformance/adapter.ts';
import { describeRuntime } from '../testkit/conformance/describe-runtime.ts';
import { readProbe } from '../testkit/conformance/read-probe.ts';
import { packSource, wrapSource } from './envelope.ts';
import { manifest } from './manifest.ts';
import { cil } from './module.ts';

const refused: RefusedCode['outcome'] = {
  status: 'trap',
  reason: expect.stringMatching(/^invalid deployment: /) as string,
};
const source = (text: string): Uint8Array =>
  wrapSource(packSource({ compiler: manifest.version, contract: 'A', files: [['A.cs', text]] }));

describeRuntime({
  name: '.NET with C#',
  runtime: cil,
  probe: { file: 'Probe.cs', text: readProbe('Probe.cs') },
  endings: {
    trap: { status: 'trap', reason: 'stack overflow' },
    recurse: { status: 'trap', reason: 'stack overflow' },
    hoard: { status: 'trap', reason: 'too much memory' },
  },
  lacks: { create: 'the SDK has no way to' },
  refused: [
    { name: 'what is no source', data: () => fromHex('6001'), outcome: refused },
    { name: 'a source that is cut short', data: (code) => code.subarray(0, 100), outcome: refused },
    { name: 'a source that does not compile', data: () => source('public class A {'), outcome: refused },
    {
      name: 'a source that asks for the clock',
      data: () => source('public class A : Interleave.Contract { public long Now() => System.DateTime.Now.Ticks; }'),
      outcome: refused,
    },
    {
      name: 'a source that nests too deeply',
      data: () => source(`public class A : Interleave.Contract { int F() => ${'('.repeat(100_000)}1; }`),
      outcome: refused,
    },
    {
      name: 'a source whose types grow without end',
      data: () =>
        source(
          'public class A : Interleave.Contract { class G<T> { public G<G<T>>? Next; } public int F() => new G<int>().Next == null ? 1 : 0; }',
        ),
      outcome: refused,
    },
    {
      name: 'more than a transaction can pay for',
      data: () => wrapSource(new Uint8Array(100_000)),
      outcome: { status: 'outOfGas' },
    },
  ],
});
