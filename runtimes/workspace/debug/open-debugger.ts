/** Replays a transaction with steps, and makes a debugger of it. */
import { codeCell, parseCode, type AccountId, type CellKey, type CellValue } from '../../core/cell.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { TracedFrame } from '../../core/step-trace.ts';
import { buildTimeline } from '../../debug/build-timeline.ts';
import type { Opened } from '../../debug/dap/session.ts';
import { Debugger } from '../../debug/debugger.ts';
import { recordedTrace } from '../../debug/recorded-trace.ts';
import type { RecordedTrace, Replayer } from '../../debug/replayer.ts';
import type { Registry } from '../../registry.ts';
import type { DebugInfo } from '../../sdk/debug-info.ts';
import { artifactOfAccount, artifactOfInitCode, type FoundArtifact } from '../run/artifact-finder.ts';
import type { TimelineFrame, Told } from '../../debug/timeline.ts';
import { prepareCode } from './prepare-code.ts';
import { debugNames, type ArtifactsOfTrace } from './debug-names.ts';
import type { DebugTarget } from './debug-target.ts';

export interface OpenOptions {
  readonly registry: Registry;
  readonly replayer: Replayer;
  readonly onProgress?: (message: string, percent?: number) => void;
  readonly signal?: AbortSignal;
}

/** The error is a sentence. */
export async function openDebugger(
  target: DebugTarget,
  { registry, replayer, onProgress = () => undefined, signal }: OpenOptions,
): Promise<Result<Opened, string>> {
  const isRun = target.recorded === undefined && target.steps === undefined;
  const hasSteps = isRun || target.steps !== undefined;
  if (hasSteps) await prepareCode(registry, target, { signal, onProgress });
  if (isRun) onProgress('Running the transaction once more', 0);
  const trace = await traceOf(target, replayer, signal);
  if (!trace.ok) return trace;
  const preimages = new Map([...target.preimages, ...trace.value.preimages]);
  const artifacts = finder(registry, target);
  const machineOf = (runtime: string) => registry.byId(runtime)?.debugMachine;
  // Of code that cannot be run again there may be no instructions, whatever it called.
  const tells = (runtime: string): Told => {
    const machine = hasSteps ? machineOf(runtime) : undefined;
    return machine === undefined ? 'nothing' : machine.tellsStatements ? 'statements' : 'instructions';
  };
  const readers = new Map(
    await Promise.all(registry.runtimes.map(async (one) => [one.manifest.id, await one.loadDebugInfo?.()] as const)),
  );
  const infoOf = ({ artifact }: FoundArtifact, { kind }: TracedFrame): DebugInfo | undefined =>
    readers.get(artifact.runtime)?.(artifact, kind === 'create' ? 'creation' : 'deployed');
  const infos = new Map<string, DebugInfo | undefined>();
  const built = await buildTimeline({
    chunks: trace.value.chunks,
    infoOf: (frame) => {
      const name = `${frame.kind === 'create' ? 'creation' : 'deployed'} ${frame.code}`;
      if (!infos.has(name)) {
        const found = artifacts.ofFrame(frame);
        infos.set(name, found && infoOf(found, frame));
      }
      return infos.get(name);
    },
    tells,
    cellBefore: (key) => target.cells.get(key) ?? target.before?.(key),
    onProgress: (done, all) => onProgress('Reading its steps', Math.round((100 * done) / Math.max(1, all))),
    ...(signal && { signal }),
  });
  if (!built.ok) return built;
  const timeline = built.value;
  const accounts = [...new Set(timeline.frames.flatMap(({ frame }) => [frame.code, frame.account]))];
  const names = debugNames(registry, { ...target, preimages }, artifacts, accounts);
  return ok({
    debugger: new Debugger({ timeline, preimages, machineOf, names, codeOf: codeOf(target) }),
    title: names.text(target.title),
    notes: [...target.notes, ...notesOf(trace.value.isCut || timeline.isCut, infos, timeline.frames, tells)],
  });
}

async function traceOf(
  { config, context, transaction, receipt, recorded, steps, cells, before, isPlanned, code }: DebugTarget,
  replayer: Replayer,
  signal: AbortSignal | undefined,
): Promise<Result<Omit<RecordedTrace, 'receipt'>, string>> {
  if (steps !== undefined) return ok({ ...steps, preimages: new Map() });
  if (recorded !== undefined && receipt !== undefined) return ok(recordedTrace(transaction, receipt, recorded));
  const replayed = await replayer.replay({
    state: {
      config,
      block: context.number,
      cells,
      code,
      ...(isPlanned === true && before && { others: (key: CellKey) => before(key) ?? '' }),
    },
    context,
    transaction,
    ...(receipt && { receipt }),
    ...(signal && { signal }),
  });
  return replayed.ok || signal?.aborted !== true ? replayed : err('cancelled');
}

function finder(registry: Registry, { contracts, code, ...target }: DebugTarget): ArtifactsOfTrace {
  const codeValue = (account: AccountId): CellValue => codeValueOf(target, account);
  const known = new Map<AccountId, FoundArtifact | undefined>();
  const ofAccount = (account: AccountId): FoundArtifact | undefined => {
    if (!known.has(account)) known.set(account, artifactOfAccount({ registry, contracts, codeValue, code }, account));
    return known.get(account);
  };
  return {
    ofAccount,
    ofFrame: ({ kind, runtime, data, code: account }) =>
      (kind === 'create' ? artifactOfInitCode(contracts, runtime, data) : undefined) ?? ofAccount(account),
  };
}

const codeValueOf = ({ cells, before }: Pick<DebugTarget, 'cells' | 'before'>, account: AccountId): CellValue =>
  cells.get(codeCell(account)) ?? before?.(codeCell(account)) ?? '';

/** As the ledger keeps it; a creation runs what it was sent. */
function codeOf({ code, ...target }: DebugTarget) {
  return ({ kind, code: account, data }: TracedFrame): Uint8Array | undefined => {
    if (kind === 'create') return data;
    const value = parseCode(codeValueOf(target, account));
    return value && code(value.hash);
  };
}

function notesOf(
  isCut: boolean,
  infos: ReadonlyMap<string, DebugInfo | undefined>,
  frames: readonly Pick<TimelineFrame, 'info' | 'frame'>[],
  tells: (runtime: string) => Told,
): readonly string[] {
  const said = new Set([...infos.values()].flatMap((info) => (info?.note === undefined ? [] : [sentence(info.note)])));
  const unknown = frames.filter(({ info }) => info === undefined);
  const told = (what: Told): boolean => unknown.some(({ frame }) => tells(frame.runtime) === what);
  return [
    ...(isCut
      ? [
          'The transaction has more steps than are kept: only the first are here, and of what came after them calls, cells and events.',
        ]
      : []),
    ...said,
    ...(unknown.length === frames.length && told('instructions')
      ? ['Nothing is known of its sources: it can be stepped by instruction.']
      : []),
    ...(told('statements')
      ? ['Of a contract that it called the statements are not known: its calls, cells and events are shown.']
      : []),
  ];
}

const sentence = (note: string): string =>
  `${note.charAt(0).toUpperCase()}${note.slice(1)}${note.endsWith('.') ? '' : '.'}`;
