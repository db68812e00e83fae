/** The probe, deployed twice on a ledger in memory, with a real lane of its runtime and one of the script runtime. */
import { testWorkspaces } from '../../compiling/workspace.testkit.ts';
import type { Artifact } from '../../core/artifact.ts';
import { accountId, balanceCell, storageCell, type AccountId, type CellKey, type CellValue } from '../../core/cell.ts';
import { fromHex, integer, toHex } from '../../core/hex.ts';
import type { Transaction } from '../../core/transaction.ts';
import { keccak256 } from '../../rules/keccak.ts';
import { ALICE, BLOCK, LaneLedger, type Ran } from '../../rules/test-ledger.testkit.ts';
import type { ExecutorModule } from '../../sdk/runtime.ts';
import { encodeProgram, type Program } from '../script-program.ts';
import * as script from '../script-runtime.ts';
import type { Capability, RuntimeAdapter } from './adapter.ts';
import { constructorArgs, dataOf, decode, wordOf, type ProbeFunction } from './probe-abi.ts';

export { ALICE, BLOCK, BOB, CAROL, COINBASE, ETHER, type Ran } from '../../rules/test-ledger.testkit.ts';

/** What the constructors store. */
export const START = 7n;
export const HARDFORK = 'osaka';
/** The most that a transaction may have under the hardfork (EIP-7825) is a little more. */
export const MUCH_GAS = 16_000_000n;
/** What the ledger gets of each gas is burnt (EIP-1559), the rest goes to the coinbase. */
const BURNT = BLOCK.baseFee;

export class ProbeLab {
  readonly adapter: RuntimeAdapter;
  readonly artifact: Artifact;
  readonly ledger: LaneLedger;
  /** Two accounts with the probe's code. */
  probe = ALICE;
  other = ALICE;
  #base: ReadonlyMap<CellKey, CellValue> = new Map();
  #scripts = 0;

  private constructor(adapter: RuntimeAdapter, artifact: Artifact, module: ExecutorModule) {
    this.adapter = adapter;
    this.artifact = artifact;
    this.ledger = new LaneLedger(module, adapter.runtime.manifest.id, HARDFORK);
    this.ledger.join(script.SCRIPT, script);
  }

  /** Compiles, unless it is given what the probe is compiled to, and deploys. @throws Error where that fails. */
  static async create(adapter: RuntimeAdapter, compiled?: Artifact, lanes?: ExecutorModule): Promise<ProbeLab> {
    const artifact = compiled ?? (await compileProbe(adapter));
    const lab = new ProbeLab(adapter, artifact, lanes ?? ((await import(adapter.runtime.executor)) as ExecutorModule));
    lab.probe = await lab.#deployed();
    lab.other = await lab.#deployed();
    lab.#base = new Map(lab.ledger.cells);
    return lab;
  }

  /** Back to the state after the deployments; the lanes stay as they are. */
  reset(): void {
    const { cells } = this.ledger;
    cells.clear();
    for (const [key, value] of this.#base) cells.set(key, value);
    this.ledger.foreign.length = 0;
    this.#scripts = 0;
  }

  can(capability: Capability): boolean {
    return this.adapter.lacks?.[capability] === undefined;
  }

  get deployment(): Uint8Array {
    return new Uint8Array([...this.artifact.code, ...constructorArgs(START)]);
  }

  /** An account with a program of the script runtime. */
  script(program: Program): AccountId {
    const account = accountId(`5c${(++this.#scripts).toString(16).padStart(38, '0')}`);
    this.ledger.install(account, encodeProgram(program), script.SCRIPT);
    return account;
  }

  /** Calls a function of the probe, without committing what it did. */
  run(name: ProbeFunction, args: readonly unknown[] = [], changes: Partial<Transaction> = {}): Promise<Ran> {
    return this.ledger.run({ to: this.probe, data: dataOf(name, args), ...changes });
  }

  /** Calls and commits. @throws Error where money has come from nowhere, or gone. */
  async send(name: ProbeFunction, args: readonly unknown[] = [], changes: Partial<Transaction> = {}): Promise<Ran> {
    const before = this.#money();
    const ran = await this.ledger.send({ to: this.probe, data: dataOf(name, args), ...changes });
    const gone = before - this.#money() - ran.gasUsed * BURNT;
    if (gone !== 0n) throw new Error(`${name}: ${gone} of the money is gone`);
    return ran;
  }

  /** What a function gives. */
  async answer(
    name: ProbeFunction,
    args: readonly unknown[] = [],
    changes: Partial<Transaction> = {},
  ): Promise<unknown> {
    return decoded(name, await this.run(name, args, changes));
  }

  balance(account: AccountId): bigint {
    return integer(this.ledger.cell(balanceCell(account)));
  }

  #money(): bigint {
    let sum = 0n;
    for (const [key, value] of this.ledger.cells) if (key.endsWith('/b')) sum += integer(value);
    return sum;
  }

  async #deployed(): Promise<AccountId> {
    const { outcome } = await this.ledger.send({ to: null, data: this.deployment, gasLimit: MUCH_GAS });
    if (outcome.status !== 'success' || outcome.created === undefined)
      throw new Error(`the probe cannot be deployed: ${textOf(outcome)}`);
    return outcome.created;
  }
}

/** What a function gave. @throws Error where it failed. */
export function decoded(name: ProbeFunction, { outcome }: Ran): unknown {
  if (outcome.status !== 'success') throw new Error(`${name}: ${textOf(outcome)}`);
  return decode(name, outcome.output);
}

const textOf = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    part instanceof Uint8Array ? `0x${toHex(part)}` : typeof part === 'bigint' ? String(part) : part,
  );

/** @throws Error where that fails. */
export async function compileProbe({ runtime, probe, compiler: options }: RuntimeAdapter): Promise<Artifact> {
  const module = runtime.compilers.find(({ extensions }) => extensions.some((one) => probe.file.endsWith(one)));
  if (module === undefined) throw new Error(`${runtime.manifest.id} has no compiler for ${probe.file}`);
  const workspaces = testWorkspaces();
  const compiler = module.create(options);
  try {
    const workspace = await workspaces.create({ [probe.file]: probe.text });
    // Optimised, so that what a probe does most of is what is asked of it.
    const file = `${workspace}/${probe.file}`;
    const result = await compiler.compile({ file, workspace, hardfork: HARDFORK, optimize: true });
    if (!result.ok) throw new Error(`the probe does not compile: ${textOf(result.error)}`);
    const artifact = result.value.artifacts.find(({ contract }) => contract === 'Probe');
    if (artifact === undefined) throw new Error(`${probe.file} has no contract "Probe"`);
    return artifact;
  } finally {
    await compiler.close();
    await workspaces.removeAll();
  }
}

/** The cells of an account among some. */
export const cellsOf = (account: AccountId, entries: readonly { readonly key: CellKey }[]): readonly CellKey[] =>
  entries.map(({ key }) => key).filter((key) => key.startsWith(`${account}/`));

/** `number`: the first variable of Solidity's layout. */
export const numberCell = (account: AccountId): CellKey => storageCell(account, '', wordOf(0));

/** `values[key]`: the second variable, a mapping. */
export const valueCell = (account: AccountId, key: bigint): CellKey =>
  storageCell(account, '', toHex(keccak256(fromHex(wordOf(key) + wordOf(1)))));
