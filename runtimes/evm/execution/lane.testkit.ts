/** EVM code by hand, and a lane that runs it. */
import type { AccountId } from '../../core/cell.ts';
import { LaneLedger } from '../../rules/test-ledger.testkit.ts';
import { createLane } from '../executor.ts';
import { RUNTIME } from '../manifest.ts';

export {
  ALICE,
  BLOCK,
  BOB,
  CAROL,
  COINBASE,
  ETHER,
  keysOf,
  TARGET,
  type Ran,
} from '../../rules/test-ledger.testkit.ts';

export class TestLedger extends LaneLedger {
  constructor(hardfork: string) {
    super({ createLane }, RUNTIME, hardfork);
  }
}

const OPCODES = {
  stop: '00',
  add: '01',
  iszero: '15',
  keccak256: '20',
  address: '30',
  balance: '31',
  caller: '33',
  callvalue: '34',
  calldataload: '35',
  gasprice: '3a',
  extcodesize: '3b',
  returndatasize: '3d',
  returndatacopy: '3e',
  blockhash: '40',
  selfbalance: '47',
  blobbasefee: '4a',
  pop: '50',
  mload: '51',
  mstore: '52',
  sload: '54',
  sstore: '55',
  jump: '56',
  gas: '5a',
  jumpdest: '5b',
  tload: '5c',
  tstore: '5d',
  log1: 'a1',
  create: 'f0',
  call: 'f1',
  return: 'f3',
  delegatecall: 'f4',
  create2: 'f5',
  revert: 'fd',
  invalid: 'fe',
  selfdestruct: 'ff',
} as const;

type Word = keyof typeof OPCODES | number | bigint | AccountId;

/** Code from opcodes; numbers and accounts are pushed. `returned` makes init code that deploys it. */
export function assemble(...words: readonly Word[]): string {
  return words
    .map((word) => {
      if (typeof word === 'string' && word in OPCODES) return OPCODES[word as keyof typeof OPCODES];
      const digits = typeof word === 'string' ? word : word.toString(16);
      const bytes = digits.length % 2 === 0 ? digits : `0${digits}`;
      return (0x5f + bytes.length / 2).toString(16) + bytes;
    })
    .join('');
}

/** Calls an account with all gas and no data; leaves 1 or 0 on the stack. */
export const callTo = (account: AccountId, value: number | bigint = 0): readonly Word[] => [
  0,
  0,
  0,
  0,
  value,
  account,
  'gas',
  'call',
];

/** Init code that deploys up to 32 bytes of code. */
export const initCodeOf = (code: string): string =>
  assemble(BigInt(`0x${code.padEnd(64, '0')}`), 0, 'mstore', code.length / 2, 0, 'return');
