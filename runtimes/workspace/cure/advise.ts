/** Why a cell is hot and what usually helps: the source lines that touch it, and what can be tried. */
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { accountOfCell, parseCell, type CellKey } from '../../core/cell.ts';
import type { PolicyName } from '../../core/policy.ts';
import { err, type Result } from '../../core/result.ts';
import { CURES, type CureId, type CureModule, type RewrittenSources } from '../../sdk/cure.ts';
import type { ComparedRun } from '../compare/compare-runs.ts';
import type { CompiledContract } from '../run/compile-contracts.ts';
import type { CellNamer } from '../run/name-cells.ts';
import type { AccessFinder, AccessSource, TracedRun } from '../schedule/find-access.ts';

/** A run in which a cell was hot: one of a comparison, or of the Schedule view. */
export interface AdvisedRun {
  readonly recorded: TracedRun;
  readonly cellName: CellNamer;
  readonly policy: PolicyName;
  /** In all. */
  readonly lanes: number;
  readonly seed: number;
}

export const advisedRun = ({ recorded, cellName, variant, figures, seed }: ComparedRun): AdvisedRun => ({
  recorded,
  cellName,
  policy: variant.policy,
  lanes: figures.lanes,
  seed,
});

export interface CellUse {
  /** `shop.buy`. */
  readonly label: string;
  readonly kind: 'read' | 'write';
  readonly source: AccessSource;
}

/** Something that can be tried, or why it cannot. */
export interface WhatIf {
  readonly id: CureId | 'declared' | 'oneLane' | 'otherOrder';
  readonly title: string;
  readonly about: string;
  /** Why it cannot be done mechanically. */
  readonly reason: string | null;
}

export interface Advice {
  readonly cell: string;
  readonly key: CellKey;
  readonly uses: readonly CellUse[];
  readonly text: readonly string[];
  readonly whatIfs: readonly WhatIf[];
}

/** Functions of which the lines are looked for. */
const FUNCTIONS = 4;

export async function advise(
  run: AdvisedRun,
  key: CellKey,
  finder: AccessFinder,
  moduleOf: (compiled: CompiledContract) => CureModule | undefined,
): Promise<Advice> {
  const cell = run.cellName(key);
  const compiled = run.recorded.about?.contracts.get(accountOfCell(key));
  const module = compiled && moduleOf(compiled);
  const variable = variableOf(cell);
  const isStorage = parseCell(key)?.field.kind === 'storage';
  const rewrites = isStorage ? await Promise.all(CURES.map((cure) => rewriteChoice(cure, run, key, module))) : [];
  return {
    cell,
    key,
    uses: isStorage ? await usesOf(run, key, finder) : [],
    text: isStorage ? ofVariable(cell, variable, module) : ofAccount(cell),
    whatIfs: [...rewrites, ...alternatives(run)],
  };
}

/** The sources with the cell's variable made cold. */
export async function rewriteFor(
  { recorded, cellName }: Pick<AdvisedRun, 'recorded' | 'cellName'>,
  key: CellKey,
  cure: CureId,
  module: CureModule | undefined,
): Promise<Result<RewrittenSources, string>> {
  const artifact = recorded.about?.contracts.get(accountOfCell(key))?.artifact;
  const variable = variableOf(cellName(key));
  if (artifact === undefined) return err('the source of its contract is not known here');
  if (variable === undefined) return err('the cell has no name in the source');
  if (module?.rewrite === undefined)
    return err('sources in this language are not rewritten: change it by hand as shown above');
  const path = artifact.source;
  const file = resolve(dirname(recorded.about?.scenario.file ?? ''), path);
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return text === undefined
    ? err(`${path} cannot be read`)
    : module.rewrite(artifact, variable, cure, { file, path, text });
}

async function rewriteChoice(
  cure: CureId,
  run: AdvisedRun,
  key: CellKey,
  module: CureModule | undefined,
): Promise<WhatIf> {
  const rewritten = await rewriteFor(run, key, cure, module);
  const reason = rewritten.ok ? null : rewritten.error;
  return cure === 'counter'
    ? {
        id: cure,
        title: 'Make it a counter',
        about: 'Additions become deltas, which commute. Who reads the sum still waits.',
        reason,
      }
    : {
        id: cure,
        title: 'Shard it by sender',
        about: 'Each sender adds to one of 32 cells; the sum is formed when it is read. Works on every chain.',
        reason,
      };
}

function alternatives({ policy, lanes, seed }: AdvisedRun): WhatIf[] {
  const choices: WhatIf[] = [];
  if (policy !== 'declared')
    choices.push({
      id: 'declared',
      title: 'Try the policy declared',
      about: 'Who will conflict is not run side by side: fewer aborts, the same critical path.',
      reason: null,
    });
  if (lanes > 1)
    choices.push({
      id: 'oneLane',
      title: 'Try one lane',
      about: 'Where all depend on each other, one lane wastes nothing.',
      reason: null,
    });
  choices.push({
    id: 'otherOrder',
    title: `Try another order (seed ${seed + 1})`,
    about: 'The same calls, mixed otherwise: how much is it the order?',
    reason: null,
  });
  return choices;
}

function ofVariable(cell: string, variable: string | undefined, module: CureModule | undefined): string[] {
  const keyed = cell.includes('[');
  return [
    ...(keyed
      ? [`${variable ?? 'The variable'} has a cell for each key already, and many use this key at the same time.`]
      : [
          `${variable ?? 'The variable'} is one cell: whoever reads it waits for whoever writes it before, in block order.`,
        ]),
    ...(module === undefined ? [] : [`If it is only added to: ${module.counterAdvice}`]),
    ...(keyed
      ? []
      : [
          'If each caller needs only a part of it: a cell per account (a mapping by sender), and the sum when somebody asks.',
        ]),
    'If it is read for a check or an event alone: read it later, in a call of its own, or not at all. The fewer calls read it, the fewer wait.',
  ];
}

function ofAccount(cell: string): string[] {
  if (cell.endsWith('.@nonce'))
    return ['Transactions of one sender follow each other by their nonces. More senders are the only cure.'];
  if (cell.endsWith('.@balance'))
    return [
      'Credits to a balance commute; who pays from it, or reads it, waits for those before. Pay from more accounts.',
    ];
  return ['This cell belongs to the account itself, not to a variable of its contract: no source makes it colder.'];
}

const variableOf = (cell: string): string | undefined => cell.slice(cell.indexOf('.') + 1).match(/^[A-Za-z_]\w*/)?.[0];

/** For some of the functions that touch the cell: where they read and where they write it. */
async function usesOf({ recorded }: AdvisedRun, key: CellKey, finder: AccessFinder): Promise<CellUse[]> {
  const { recorder } = recorded;
  const rows = new Map<string, { read: number | undefined; write: number | undefined }>();
  for (const { row, reads, writes } of recorder.accesses.uses(key)) {
    const label = recorder.transactions[recorder.rows.tx[row] ?? -1]?.label ?? '';
    const known = rows.get(label) ?? { read: undefined, write: undefined };
    if (rows.size >= FUNCTIONS && !rows.has(label)) continue;
    rows.set(label, {
      read: known.read ?? (reads ? row : undefined),
      write: known.write ?? (writes ? row : undefined),
    });
  }
  const uses: CellUse[] = [];
  for (const [label, found] of rows)
    for (const kind of ['read', 'write'] as const) {
      const row = found[kind];
      const source = row === undefined ? undefined : await finder.find(recorded, row, key, kind);
      if (source !== undefined) uses.push({ label, kind, source });
    }
  return uses;
}

export const whatIfTitle = (id: CureId, cell: string): string =>
  id === 'counter' ? `${cell} as a counter` : `${cell} in shards`;
