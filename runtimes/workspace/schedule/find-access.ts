/**
 * Where in its source an incarnation read or wrote a cell. The incarnation is run once more, by itself, on the values that it read; the hot
 * path knows nothing of it. Whoever wants more of an incarnation than this wants a debugger.
 */
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Artifact } from '../../core/artifact.ts';
import { codeCell, parseCell, type AccountId, type CellKey, type CellValue } from '../../core/cell.ts';
import type { CellAccess, CodePlace, ProbeTask } from '../../core/probe.ts';
import { artifactOfAccount } from '../run/artifact-finder.ts';
import type { TrafficAbout } from '../run/report.ts';
import { ProbeThread } from './probe-thread.ts';
import type { ScheduleRecorder } from './schedule-recorder.ts';
import { seenCells } from './seen-cells.ts';
import { accessLine, declarationLine, type FoundLine } from './source-line.ts';

export interface TracedRun {
  readonly recorder: ScheduleRecorder;
  readonly about: TrafficAbout | undefined;
}

/**
 * How sure the line is. `statement`: the instruction that touched the cell was made of it; `optimised`: the same, but the optimiser may have
 * moved or merged it; `named`: a line that names the variable, in the function that touched the cell or one that it calls; `function`: that
 * function.
 */
export type AccessPrecision = 'statement' | 'optimised' | 'named' | 'function';

export interface AccessSource extends FoundLine {
  /** Absolute path. */
  readonly file: string;
  readonly precision: AccessPrecision;
}

export class AccessFinder {
  readonly #thread = new ProbeThread();
  /** By run, row and cell: a conflict is selected again and again. */
  readonly #found = new WeakMap<ScheduleRecorder, Map<string, Promise<readonly CellAccess[]>>>();
  /** What the thread is set up for. */
  #about: TrafficAbout | undefined;

  /**
   * Of a reader: its first read; of a writer: its last write. undefined: no code did it (fees and nonces are the transaction's own), or
   * its source is not known.
   */
  async find(run: TracedRun, row: number, key: CellKey, kind: CellAccess['kind']): Promise<AccessSource | undefined> {
    const { recorder, about } = run;
    if (about === undefined) return undefined;
    const accesses = await this.#accesses(recorder, about, row, key);
    const own = accesses.filter((one) => one.kind === kind);
    const access = kind === 'read' ? own[0] : own.at(-1);
    if (access?.place !== undefined) return placed(about, { ...access, place: access.place }, key);
    // It is not known to have run in code; a variable has been touched by code nevertheless.
    return parseCell(key)?.field.kind === 'storage' ? declared(run, row, about) : undefined;
  }

  close(): void {
    this.#thread.close();
  }

  #accesses(
    recorder: ScheduleRecorder,
    about: TrafficAbout,
    row: number,
    key: CellKey,
  ): Promise<readonly CellAccess[]> {
    let found = this.#found.get(recorder);
    if (found === undefined) this.#found.set(recorder, (found = new Map()));
    const name = `${row} ${key}`;
    const known = found.get(name);
    if (known !== undefined) return known;
    const task = probeTask(recorder, about, row, key);
    // The block runs still, or the incarnation never ran.
    if (task === undefined) return Promise.resolve([]);
    // Lanes belong to one ledger.
    if (this.#about !== about) this.#thread.close();
    this.#about = about;
    const asked = this.#thread.run(task).then((answer) => (answer.kind === 'done' ? answer.accesses : []));
    found.set(name, asked);
    return asked;
  }
}

function probeTask(
  recorder: ScheduleRecorder,
  { chain }: TrafficAbout,
  row: number,
  key: CellKey,
): ProbeTask | undefined {
  const one = recorder.transactions[recorder.rows.tx[row] ?? -1];
  const block = chain.blocks.find(({ context }) => context.number === one?.block);
  const transaction = block?.transactions[one?.index ?? -1];
  if (block === undefined || transaction === undefined || !recorder.accesses.has(row)) return undefined;
  const { ledger, registry } = chain;
  const cells = seenCells(recorder, ledger, row);
  const wanted = [...cells.values()].flatMap((value) => codeOf(value) ?? []);
  const bound = Object.values(ledger.config.precompiles ?? {}).map(({ runtime, code }) => ({ runtime, hash: code }));
  const ids = new Set([transaction.runtime, ...[...wanted, ...bound].map(({ runtime }) => runtime)]);
  const codes = new Map<string, Uint8Array>();
  for (const { hash } of [...wanted, ...bound]) {
    const bytes = ledger.code(hash);
    if (bytes !== undefined) codes.set(hash, bytes);
  }
  const runtimes = registry.runtimes
    .filter(({ manifest }) => ids.has(manifest.id))
    .map(({ manifest, executor }) => ({ id: manifest.id, module: executor }));
  return { key, transaction, block: block.context, config: ledger.config, runtimes, cells, codes };
}

/** Of the value of a code cell: `evm:5f3a...`. */
function codeOf(value: CellValue): { readonly runtime: string; readonly hash: string } | undefined {
  const [, runtime, hash] = /^(\w+):([0-9a-f]{64})$/.exec(value) ?? [];
  return runtime === undefined || hash === undefined ? undefined : { runtime, hash };
}

async function placed(
  about: TrafficAbout,
  { place, kind }: CellAccess & { readonly place: CodePlace },
  key: CellKey,
): Promise<AccessSource | undefined> {
  const { contracts, chain } = about;
  const { registry, ledger } = chain;
  const codeValue = (account: AccountId): CellValue => ledger.read(codeCell(account)).value;
  const found = artifactOfAccount({ registry, contracts, codeValue, code: (hash) => ledger.code(hash) }, place.code);
  if (found === undefined) return undefined;
  const { artifact, abi } = found;
  const exact = registry.byId(artifact.runtime)?.sourceOf?.(artifact, place);
  if (exact !== undefined) {
    const text = lineOf(await textOf(exact.file), exact.line);
    return { file: exact.file, line: exact.line, text, precision: exact.precision };
  }
  const called = abi?.functions.find(({ selector }) => selector === place.selector);
  return (
    called &&
    inFunction(about, artifact, (text) => {
      const variable = variableOf(about, key);
      const named = variable === undefined ? undefined : accessLine(text, called.name, variable, kind);
      return named ? { ...named, precision: 'named' } : asFunction(declarationLine(text, called.name));
    })
  );
}

/** The function that the row's transaction calls. */
async function declared({ recorder }: TracedRun, row: number, about: TrafficAbout): Promise<AccessSource | undefined> {
  const label = recorder.transactions[recorder.rows.tx[row] ?? -1]?.label ?? '';
  const [contract, called] = label.split('.');
  const spec = about.scenario.contracts.find(({ name }) => name === contract);
  const source = spec?.kind === 'deploy' ? spec.source.path : spec?.abi?.path;
  if (source === undefined || called === undefined) return undefined;
  const file = join(folderOf(about), source);
  const found = declarationLine(await textOf(file), called);
  return found && { file, ...found, precision: 'function' };
}

async function inFunction(
  about: TrafficAbout,
  { source }: Artifact,
  find: (text: string) => Omit<AccessSource, 'file'> | undefined,
): Promise<AccessSource | undefined> {
  const file = resolve(folderOf(about), source);
  const found = find(await textOf(file));
  return found && { file, ...found };
}

const asFunction = (line: FoundLine | undefined): Omit<AccessSource, 'file'> | undefined =>
  line && { ...line, precision: 'function' };

/** `balances` of `token.balances[alice]`; undefined where the cell has no such name. */
function variableOf(about: TrafficAbout, key: CellKey): string | undefined {
  const name = about.names.cell(key);
  return name.slice(name.indexOf('.') + 1).match(/^[A-Za-z_]\w*/)?.[0];
}

const folderOf = ({ scenario }: TrafficAbout): string => dirname(resolve(scenario.file));
const textOf = (file: string): Promise<string> => readFile(file, 'utf8').catch(() => '');
const lineOf = (text: string, line: number): string => (text.split('\n')[line - 1] ?? '').trim();
