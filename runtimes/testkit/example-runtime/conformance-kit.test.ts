import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { fromHex } from '../../core/hex.ts';
import { describeRuntime } from '../conformance/describe-runtime.ts';
import { wrapSource } from './envelope.ts';
import { stack } from './module.ts';

const trap = (reason: RegExp): { status: 'trap'; reason: unknown } => ({
  status: 'trap',
  reason: expect.stringMatching(reason),
});

describeRuntime({
  name: 'the example runtime',
  runtime: stack,
  probe: { file: 'Probe.stack', text: readFileSync(new URL('Probe.stack', import.meta.url), 'utf8') },
  endings: { trap: { status: 'trap', reason: 'aborted' }, hoard: { status: 'outOfGas' } },
  lacks: {
    create: 'the language has no word for it',
    recursion: 'routines of a contract cannot call each other',
  },
  refused: [
    { name: 'what is no source', data: () => fromHex('6001'), outcome: trap(/^invalid deployment: .*zero byte/) },
    {
      name: 'a source that does not parse',
      data: () => wrapSource(new TextEncoder().encode('contract A\nfunction f()\n  what\nend\n')),
      outcome: trap(/^invalid source: line 3: "what" is not known$/),
    },
    {
      name: 'more source than there may be',
      data: () => wrapSource(new Uint8Array(65_537).fill(32)),
      outcome: trap(/^invalid deployment: the source has 65537 bytes/),
    },
  ],
});
