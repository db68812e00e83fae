/** The same scenario in memory and on a file: what both say of its state and its past must be the same. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testWorkspaces } from '../../compiling/workspace.testkit.ts';
import { accountOfCell, type AccountId, type CellKey } from '../../core/cell.ts';
import { openForReading } from '../../ledger/store/open-database.ts';
import { installed } from '../../registry.ts';
import { execute, type Finished } from '../run/run-scenario.ts';
import type { RunOptions, TrafficAbout } from '../run/report.ts';
import { ScheduleRecorder } from '../schedule/schedule-recorder.ts';
import { cellHistory } from './cell-history.ts';
import { FileState } from './file-state.ts';
import { listAccounts } from './list-accounts.ts';
import { RunState } from './run-state.ts';
import type { StateSource } from './state-source.ts';
import { transactionCells } from './transaction-cells.ts';

const SCENARIO = `
name: bank
seed: 3
accounts: { count: 6, balance: 10 ether }
blockSize: 15
policy: optimistic
contracts:
  bank: { source: Bank.sol }
setup:
  - { to: bank, call: put, args: [7], from: 1 }
traffic:
  - { to: bank, call: put, args: [{ int: [1, 9] }], count: 30, from: random }
  - { to: bank, call: take, args: [3], count: 20, from: random }
`;
const BANK = `
contract Bank {
  uint64 public all;
  uint64 public moves;
  mapping(address => uint256) public held;
  function put(uint256 n) external { held[msg.sender] += n; all += uint64(n); moves++; }
  function take(uint256 n) external { require(held[msg.sender] >= n, "too little"); held[msg.sender] -= n; all -= uint64(n); moves++; }
}
`;

const workspaces = testWorkspaces();
const ends: (() => void | Promise<void>)[] = [];
let run: RunState;
let file: FileState;

async function ran(
  options: RunOptions,
): Promise<{ readonly state: RunState | undefined; readonly finished: Finished }> {
  let state: RunState | undefined;
  let about: TrafficAbout | undefined;
  let recorder = new ScheduleRecorder();
  const done = await execute({
    ...options,
    observer: {
      onChain: (chain) => {
        state = new RunState(chain, () =>
          about === undefined
            ? undefined
            : {
                named: about.named,
                recorder,
                sender: (account: AccountId) => account,
                label: about.names.call,
              },
        );
      },
      onTraffic: (told) => {
        about = told;
        recorder = new ScheduleRecorder(told.lanes);
      },
      onBlock: (number, transactions, at) => recorder.block(number, transactions, at),
      onEvent: (block, event, at) => recorder.event(block, event, at),
    },
  });
  if (!done.ok) throw new Error(done.error.message);
  done.value.chain.close();
  ends.push(() => done.value.base.close());
  return { state, finished: done.value };
}

beforeAll(async () => {
  const folder = await workspaces.create({ 'scenario.yaml': SCENARIO, 'Bank.sol': BANK });
  const options = { file: join(folder, 'scenario.yaml'), lanes: 2 };
  const inMemory = await ran(options);
  const onFile = await ran({ ...options, ledger: join(folder, 'run.ledger') });
  expect(inMemory.finished.report.stateRoot).toBe(onFile.finished.report.stateRoot);
  if (inMemory.state === undefined) throw new Error('no chain was told of');
  run = inMemory.state;
  const db = openForReading(join(folder, 'run.ledger'));
  ends.push(() => db.close());
  file = new FileState({ db, registry: installed, labels: () => new Map(), label: inMemory.finished.names.call });
}, 120_000);
afterAll(async () => {
  for (const end of ends) await end();
  await workspaces.removeAll();
});

/** Of the file's block of that number. */
const inFile = (number: number): number => file.line(undefined, 1_000).find((one) => one.number === number)?.id ?? -1;
const accounts = (source: StateSource): AccountId[] => [...source.accounts(undefined)];
const numberOf = (source: StateSource, id: number): number => source.point(id)?.number ?? -1;

describe('state of a run in memory', () => {
  it('has the same accounts and cells after every block', async () => {
    expect(accounts(run)).toEqual(accounts(file));
    const line = run.line(undefined, 1_000);
    expect(line.length).toBeGreaterThan(5);
    expect(line.map(({ number, transactions }) => [number, transactions])).toEqual(
      file.line(undefined, 1_000).map(({ number, transactions }) => [number, transactions]),
    );
    for (const { id, number } of line) {
      for (const account of accounts(run))
        expect([...run.cellsOf(id, account, undefined)]).toEqual([...file.cellsOf(inFile(number), account, undefined)]);
      expect(listAccounts(run, id, undefined, 3).accounts.map(({ balance }) => balance)).toEqual(
        listAccounts(run, id, undefined, 1_000)
          .accounts.slice(0, 3)
          .map(({ balance }) => balance),
      );
    }
    const [head, first] = [run.head, line.at(-1)?.id ?? 0];
    expect(await run.differences(first, head)).toEqual(await file.differences(inFile(first), file.head));
    expect(await run.differences(head, first)).toEqual(await file.differences(file.head, inFile(first)));
  });

  it('has the same changes of every cell, by the same transactions', () => {
    const keys = accounts(run).flatMap((account) => [...run.cellsOf(run.head, account, undefined)].map(([key]) => key));
    let several = 0;
    const told = (source: StateSource, key: CellKey): unknown[] => {
      const writes = [...cellHistory(source, source.head, key, undefined)];
      const perBlock = new Map<number, number>();
      for (const { block } of writes) perBlock.set(block, (perBlock.get(block) ?? 0) + 1);
      several += [...perBlock.values()].filter((count) => count > 1).length;
      return writes.map(({ block, index, before, after }) => [numberOf(source, block), index, before, after]);
    };
    for (const key of keys) expect(told(run, key)).toEqual(told(file, key));
    expect(several, 'cells that several transactions of a block changed').toBeGreaterThan(10);
  });

  it('says the same of what transactions found and left, and where the schedule has them', () => {
    for (const { id, number, transactions } of run.line(undefined, 1_000)) {
      const isTraffic = number > 2;
      for (let index = 0; index < transactions; index++) {
        const cells = transactionCells(run, id, index)?.filter(({ isWritten }) => isWritten);
        const same = transactionCells(file, inFile(number), index)?.filter(({ isWritten }) => isWritten);
        const values = (all: typeof cells): unknown => all?.map(({ key, before, after }) => [key, before, after]);
        expect(values(cells)).toEqual(values(same?.filter(({ before, after }) => isTraffic || before !== after)));
        const [one, other] = [run.transaction(id, index), file.transaction(inFile(number), index)];
        expect([one?.label, one?.from, one?.runtime]).toEqual([other?.label, other?.from, other?.runtime]);
        expect(one?.row === undefined).toBe(!isTraffic);
      }
    }
  });

  it('goes on after a key', () => {
    const [account = '' as AccountId] = accounts(run);
    const all = [...run.cellsOf(run.head, account, undefined)];
    const [first] = all;
    expect([...run.cellsOf(run.head, account, first?.[0])]).toEqual(all.slice(1));
    expect(all.every(([key]) => accountOfCell(key) === account)).toBe(true);
  });
});
