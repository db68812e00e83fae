import { fromHex } from '../core/hex.ts';
import { describeRuntime } from '../testkit/conformance/describe-runtime.ts';
import { SOLIDITY } from './conformance.testkit.ts';
import { assemble } from './execution/lane.testkit.ts';

const init = (code: string) => (): Uint8Array => fromHex(code);

describeRuntime({
  name: 'EVM with Solidity',
  ...SOLIDITY,
  refused: [
    {
      name: 'code that begins as none may (EIP-3541)',
      data: init(assemble(0xefn << 248n, 0, 'mstore', 1, 0, 'return')),
      outcome: { status: 'trap', reason: 'invalid bytecode deployed' },
    },
    { name: 'code that is none', data: init('fe'), outcome: { status: 'trap', reason: 'invalid opcode' } },
    {
      name: 'one byte of code more than there may be (EIP-170)',
      data: init(assemble(24_577, 0, 'return')),
      outcome: { status: 'trap', reason: 'code size to deposit exceeds maximum code size' },
    },
    {
      name: 'one byte of init code more than there may be (EIP-3860)',
      data: () => new Uint8Array(49_153),
      outcome: { status: 'invalid', reason: 'init code has 49153 bytes, at most 49152 are allowed (EIP-3860)' },
    },
  ],
});
