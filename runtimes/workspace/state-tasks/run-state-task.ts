import { err, ok, type Result } from '../../core/result.ts';
import type { LedgerConfig } from '../../core/block.ts';
import { cancelled, type SnapshotFailure } from '../../ledger/snapshot/failure.ts';
import { checkFile } from '../../ledger/store/check-file.ts';
import type { Registry } from '../../registry.ts';
import { diffStates } from '../formats/diff-states.ts';
import { formatToRead, formatToWrite } from '../formats/formats.ts';
import { inspectFile } from '../formats/inspect-file.ts';
import { openPlace, openState, type OpenState } from '../formats/open-state.ts';
import type { Place } from '../formats/place.ts';
import type { FormatProgress } from '../formats/state-format.ts';
import type { StateTask, StateTaskKind, StateTaskResult, TaskOf } from './state-task.ts';

export interface TaskOptions {
  readonly registry: Registry;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: FormatProgress | undefined;
}

const unfit = (file: string, message: string, advice: string): { ok: false; error: SnapshotFailure } =>
  err({ code: 'source', message, file, advice, checks: [] });

/** Does it here, in the thread of the caller, with pauses of which others hardly get anything: see `state-tasks.ts`. */
export function runStateTask(task: StateTask, options: TaskOptions): Promise<StateTaskResult<StateTaskKind>> {
  switch (task.kind) {
    case 'export':
      return exportState(task, options);
    case 'import':
      return importFile(task, options);
    case 'inspect':
      return inspectFile(task.file, options);
    case 'check':
      return check(task.file, options);
    case 'diff':
      return diff(task, options);
  }
}

async function exportState(
  { from, file, format: name, accounts, history, replace }: TaskOf<'export'>,
  options: TaskOptions,
): Promise<StateTaskResult<'export'>> {
  const format = formatToWrite(file, options.registry, name);
  if (!format.ok) return unfit(file, format.error, 'Choose a format.');
  if (history === true && !format.value.hasHistory)
    return unfit(file, `${format.value.name} carries no history`, 'Leave the history out, or choose a snapshot.');
  const source = openPlace(from);
  if (!source.ok) return source;
  try {
    const done = await format.value.export({ source: source.value, file, accounts, history, replace, ...options });
    return done.ok ? ok({ format: format.value.name, ...done.value }) : done;
  } finally {
    source.value.close();
  }
}

async function importFile(
  { file, ledger, format: name, config, trustedFor }: TaskOf<'import'>,
  options: TaskOptions,
): Promise<StateTaskResult<'import'>> {
  const format = formatToRead(file, options.registry, name);
  if (!format.ok) return format;
  const { import: read } = format.value;
  if (typeof read === 'string')
    return err({
      code: 'refused',
      message: read,
      file,
      advice: 'Export a snapshot where it is to be imported again.',
      checks: [],
    });
  const done = await read({ file, ledger, config, trustedFor, ...options });
  return done.ok ? ok({ format: format.value.name, ...done.value }) : done;
}

async function check(file: string, options: TaskOptions): Promise<StateTaskResult<'check'>> {
  const found = await checkFile(file, options);
  if (found.ok) return found;
  const { code, message } = found.error;
  return code === 'cancelled'
    ? err(cancelled(file))
    : unfit(file, message, 'Choose another file, or restore a backup.');
}

async function diff(
  { before, after, limit, labels }: TaskOf<'diff'>,
  { registry, signal, onProgress }: TaskOptions,
): Promise<StateTaskResult<'diff'>> {
  const open = (place: Place, like?: LedgerConfig): Promise<Result<OpenState, SnapshotFailure>> =>
    openState(place, { registry, signal, like });
  const first = await open(before);
  if (!first.ok) return first;
  const second = await open(after, first.value.config);
  if (!second.ok) {
    first.value.close();
    return second;
  }
  return diffStates(first.value, second.value, {
    limit,
    registry,
    labels,
    onProgress: (cells) => onProgress?.('differing cells', cells, undefined),
  });
}
