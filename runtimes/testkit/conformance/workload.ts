/** Transactions that do everything that the probe can do, for those who compare what becomes of them. */
import type { AccountId } from '../../core/cell.ts';
import { fromHex, toHex } from '../../core/hex.ts';
import type { Transaction } from '../../core/transaction.ts';
import { encodeProgram, type Op, type Program } from '../script-program.ts';
import { SCRIPT } from '../script-runtime.ts';
import { NEEDS } from './adapter.ts';
import { addressOf, callOf, dataOf, type ProbeFunction } from './probe-abi.ts';
import { BOB, CAROL, MUCH_GAS, type ProbeLab } from './probe-lab.ts';

export interface WorkItem {
  readonly name: string;
  readonly tx: Partial<Transaction>;
}

export function workload(lab: ProbeLab): readonly WorkItem[] {
  const { probe, other } = lab;
  const [to, there] = [addressOf(probe), addressOf(other)];
  const call = (name: ProbeFunction, args: readonly unknown[] = [], changes: Partial<Transaction> = {}): WorkItem => ({
    name: `${name}(${args.join()})`,
    tx: { to: probe, data: dataOf(name, args), ...changes },
  });
  const invoke = (name: ProbeFunction, args: readonly unknown[] = []): Op => ({
    op: 'invoke',
    account: probe,
    data: toHex(dataOf(name, args)),
  });
  const script = (name: string, program: Program): WorkItem => ({
    name: `script: ${name}`,
    tx: { to: lab.script([]), runtime: SCRIPT, data: encodeProgram(program) },
  });
  const bounce: AccountId = lab.script([
    { op: 'write', slot: 3, add: 1 },
    invoke('add', [2n]),
    { op: 'emit' },
    { op: 'answer', with: 'returned' },
  ]);
  const refusing: AccountId = lab.script([invoke('note', [4n, 4n]), { op: 'revert' }]);
  const across = (account: AccountId): readonly unknown[] => [addressOf(account), 0n, 0n, '0x'];
  const items = [
    call('setNumber', [5n]),
    call('add', [1n]),
    call('add', [3n], { from: BOB }),
    call('setValue', [1n, 2n]),
    call('setValue', [1n, 0n]),
    call('values', [1n]),
    call('note', [1n, 2n]),
    call('hold', [9n]),
    call('refuse', [5n]),
    call('refuseText', ['no']),
    call('divide', [1n, 0n]),
    call('trap', [], { gasLimit: 200_000n }),
    call('spin', [], { gasLimit: 200_000n }),
    call('recurse', [0n], { gasLimit: MUCH_GAS }),
    call('hoard', [], { gasLimit: MUCH_GAS }),
    call('work', [300n]),
    call('echo', [`0x${'5a'.repeat(500)}`]),
    call('paid', [], { value: 5n }),
    call('place'),
    call('surroundings'),
    call('setNumber', [6n], { value: 1n }),
    call('relay', [there, 0n, 0n, callOf('add', [4n])]),
    call('relay', [there, 0n, 0n, callOf('refuse', [4n])]),
    call('relay', [there, 0n, 60_000n, callOf('spin')]),
    call('relay', [addressOf(CAROL), 2n, 0n, '0x'], { value: 3n }),
    call('relay', [there, 0n, 0n, callOf('relay', [to, 0n, 0n, callOf('add', [5n])])]),
    call('look', [there, callOf('number')]),
    call('look', [there, callOf('setNumber', [1n])]),
    call('borrow', [there, callOf('setValue', [8n, 8n])]),
    call('both', [there, callOf('note', [2n, 0n]), callOf('note', [3n, 0n])]),
    call('attempt', [there, 6n]),
    call('dive', [5n]),
    call('create', [6n], { value: 1n }),
    call('relay', across(bounce)),
    call('relay', across(refusing)),
    call('both', [addressOf(bounce), '0x', callOf('number')]),
    script('in and out', [invoke('add', [6n]), { op: 'write', slot: 1, add: 1 }, { op: 'emit' }]),
    script('caught', [invoke('refuse', [6n]), { op: 'credit', slot: 2, amount: 1 }]),
    script('round', [{ op: 'invoke', account: bounce }, invoke('number'), { op: 'answer', with: 'returned' }]),
    { name: 'nonsense', tx: { to: probe, data: fromHex('12345678') } },
    { name: 'deployment', tx: { to: null, data: lab.deployment, gasLimit: MUCH_GAS } },
  ];
  return items.filter(({ name }) => {
    const needs = NEEDS[name.slice(0, name.indexOf('(')) as ProbeFunction];
    return needs === undefined || lab.can(needs);
  });
}
