/** What-ifs of an open workspace: tried in a copy, shown as a comparison, kept only when somebody says so. */
import { rm } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { CellKey } from '../../core/cell.ts';
import { parseCell } from '../../core/cell.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { Registry } from '../../registry.ts';
import type { CureId, CureModule } from '../../sdk/cure.ts';
import type { Clock, Variant } from '../../workspace/compare/compare-runs.ts';
import { advise, advisedRun, rewriteFor, whatIfTitle, type AdvisedRun } from '../../workspace/cure/advise.ts';
import { whatIfFolder } from '../../workspace/cure/what-if-folder.ts';
import type { WorkspaceFiles } from '../../workspace/files/workspace-files.ts';
import type { CompiledContract } from '../../workspace/run/compile-contracts.ts';
import type { ComparisonView } from '../contract/comparisons.ts';
import type { AdviceView, CellOfRun, TriedChange } from '../contract/cures.ts';
import type { ServiceError } from '../contract/error.ts';
import type { Comparisons } from './comparisons.ts';
import { nameCell } from './explain-incarnation.ts';
import type { Runs } from './runs.ts';

type WhatIfId = AdviceView['whatIfs'][number]['id'];
type Answer<T> = Promise<Result<T, ServiceError>>;

export interface CuresOptions {
  readonly root: string;
  readonly registry: Registry;
  readonly files: WorkspaceFiles;
  readonly comparisons: Comparisons;
  readonly runs: Runs;
}

/** Where a cell was met, and what a what-if of it is compared with. */
interface Met {
  readonly run: AdvisedRun;
  /** Scenario: in the workspace, and absolute. */
  readonly path: string;
  readonly file: string;
  readonly clock: Clock;
  readonly variant: Variant;
}

interface Tried extends TriedChange {
  readonly folder: string;
}

export class Cures {
  readonly #options: CuresOptions;
  #tried: Tried | undefined;

  constructor(options: CuresOptions) {
    this.#options = options;
  }

  /** What may be kept. */
  get tried(): TriedChange | null {
    return this.#tried === undefined ? null : changeOf(this.#tried);
  }

  async advise({ key, ...of }: CellOfRun): Answer<AdviceView> {
    const met = this.#met(of);
    if (!met.ok) return met;
    if (parseCell(key) === undefined) return err(noSuchCell(key));
    const advice = await advise(met.value.run, key as CellKey, this.#options.runs.finder, (one) => this.#moduleOf(one));
    return ok({
      ...advice,
      uses: advice.uses.map(({ label, kind, source }) => ({
        label,
        kind,
        path: this.#inWorkspace(source.file),
        line: source.line,
        text: source.text,
      })),
    });
  }

  /** Begins the comparison that shows what it brings. */
  async try({ key, whatIf, ...of }: CellOfRun & { readonly whatIf: WhatIfId }): Answer<{
    readonly comparison: ComparisonView;
    readonly change: TriedChange | null;
  }> {
    const met = this.#met(of);
    if (!met.ok) return met;
    if (parseCell(key) === undefined) return err(noSuchCell(key));
    const { path, file, clock, run } = met.value;
    const base = { ...met.value.variant, seed: run.seed };
    const start = (others: readonly Variant[]): Result<ComparisonView, ServiceError> =>
      this.#options.comparisons.start(path, file, clock, withSerial([base, ...others]));
    if (whatIf === 'counter' || whatIf === 'shards')
      return this.#rewrite(met.value, key as CellKey, whatIf, (copy, source) =>
        start([{ ...base, file: copy, source }]),
      );
    const started = start([{ ...base, ...alternative(whatIf, run.seed) }]);
    return started.ok ? ok({ comparison: started.value, change: null }) : started;
  }

  /** Writes what was tried into the workspace's own files, unless they have changed since. */
  async keep(): Answer<{ readonly paths: readonly string[] }> {
    const tried = this.#tried;
    if (tried === undefined) return err(NOTHING_TRIED);
    const { files } = this.#options;
    const versions: string[] = [];
    for (const { path, before } of tried.files) {
      const now = await files.read(path);
      if (!now.ok) return err({ code: 'refused', message: now.error.message });
      if (now.value.text !== before)
        return err({ code: 'conflict', message: `${path} has changed since this was tried: try it again` });
      versions.push(now.value.version);
    }
    for (const [n, { path, after }] of tried.files.entries()) {
      const written = await files.write(path, after, versions[n]);
      if (!written.ok) return err({ code: 'refused', message: written.error.message });
    }
    await this.discard();
    return ok({ paths: tried.files.map(({ path }) => path) });
  }

  async discard(): Promise<void> {
    const tried = this.#tried;
    this.#tried = undefined;
    if (tried !== undefined) await rm(tried.folder, { recursive: true, force: true });
  }

  async #rewrite(
    { run, file: scenario }: Met,
    key: CellKey,
    cure: CureId,
    start: (file: string, source: string) => Result<ComparisonView, ServiceError>,
  ): Answer<{ readonly comparison: ComparisonView; readonly change: TriedChange }> {
    const { root } = this.#options;
    const compiled = run.recorded.about?.contracts.get(key.slice(0, key.indexOf('/')) as never);
    const texts = await rewriteFor(run, key, cure, compiled && this.#moduleOf(compiled));
    if (!texts.ok) return err({ code: 'refused', message: texts.error });
    const files: { path: string; before: string; after: string }[] = [];
    for (const [file, after] of texts.value) {
      const path = this.#inWorkspace(file);
      if (path === null) return err({ code: 'refused', message: `${file} lies outside the workspace` });
      const before = await this.#options.files.read(path);
      if (!before.ok) return err({ code: 'refused', message: before.error.message });
      files.push({ path, before: before.value.text, after });
    }
    await this.discard();
    const folder = await whatIfFolder(root, texts.value);
    if (!folder.ok) return err({ code: 'refused', message: folder.error });
    const title = whatIfTitle(cure, run.cellName(key));
    const started = start(join(folder.value, relative(root, scenario)), title);
    if (!started.ok) {
      await rm(folder.value, { recursive: true, force: true });
      return started;
    }
    this.#tried = { title, comparison: started.value.id, files, folder: folder.value };
    return ok({ comparison: started.value, change: changeOf(this.#tried) });
  }

  #met({ comparison, run }: Omit<CellOfRun, 'key'>): Result<Met, ServiceError> {
    const { comparisons, runs } = this.#options;
    if (comparison !== null) {
      const [of, found] = [comparisons.get(comparison), comparisons.run(comparison, run)];
      if (!of.ok) return of;
      if (!found.ok) return found;
      const { path, file } = of.value;
      const { clock, variant } = found.value;
      return ok({ run: advisedRun(found.value), path, file, clock, variant });
    }
    const found = runs.get(run);
    if (!found.ok) return found;
    const { path, file, lanes, recorder, about, view } = found.value;
    if (about === undefined) return err({ code: 'notFound', message: `run ${run} has no transactions yet` });
    const { policy, seed } = about.scenario;
    return ok({
      run: {
        recorded: { recorder, about },
        cellName: (cell) => nameCell(found.value, cell),
        policy,
        lanes: recorder.lanes.length,
        seed: view.seed,
      },
      path,
      file,
      // What is tried must differ by the source alone, not by what else the machine does.
      clock: 'simulated',
      variant: { source: 'as written', file, policy, lanes, seed },
    });
  }

  #moduleOf({ artifact }: CompiledContract): CureModule | undefined {
    return artifact && this.#options.registry.compilerFor(artifact.source)?.cure;
  }

  /** null: outside of it. */
  #inWorkspace(file: string): string | null {
    const path = relative(this.#options.root, file).replaceAll(sep, '/');
    return path.startsWith('..') ? null : path;
  }
}

const changeOf = ({ title, comparison, files }: Tried): TriedChange => ({ title, comparison, files });

/** A serial run of each source and seed: what speed-up is measured against. */
function withSerial(variants: readonly Variant[]): readonly Variant[] {
  const serial = new Map<string, Variant>();
  for (const one of variants) {
    const key = `${one.file}\n${one.seed}`;
    if (!variants.some(({ policy, file, seed }) => policy === 'serial' && file === one.file && seed === one.seed))
      serial.set(key, { ...one, policy: 'serial' });
  }
  return [...variants, ...serial.values()];
}

function alternative(whatIf: Exclude<WhatIfId, CureId>, seed: number): Partial<Variant> {
  if (whatIf === 'declared') return { policy: 'declared' };
  return whatIf === 'oneLane' ? { lanes: 1 } : { seed: seed + 1 };
}

const noSuchCell = (key: string): ServiceError => ({
  code: 'notFound',
  message: `there is no cell ${key.slice(0, 80)}`,
});
const NOTHING_TRIED: ServiceError = { code: 'notFound', message: 'no change has been tried, or it was thrown away' };
