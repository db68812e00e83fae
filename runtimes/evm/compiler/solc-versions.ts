/** Which solc compiles a set of files: the newest at hand that every pragma allows. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import semver from 'semver';
import type { Diagnostic } from '../../core/artifact.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { lookupFolders } from './import-resolver.ts';
import type { SourceGraph, SourceUnit } from './source-graph.ts';
import type { Pragma } from './scan-source.ts';
import { positionOf } from './source-position.ts';

export interface SolcInstallation {
  readonly version: string;
  /** Absolute path of its soljson.js. */
  readonly soljson: string;
}

/** Last release of each line; lines before 0.4.11 know no standard JSON. */
const LAST_RELEASES = ['0.8.37', '0.7.6', '0.6.12', '0.5.17', '0.4.26'] as const;
const FIRST_RELEASE = '0.4.11';

/** Newest first. */
export const KNOWN_RELEASES: readonly string[] = LAST_RELEASES.flatMap((last) => {
  const { minor, patch } = semver.parse(last) ?? { minor: 0, patch: 0 };
  return Array.from({ length: patch + 1 }, (_, i) => `0.${String(minor)}.${String(patch - i)}`);
}).filter((release) => semver.gte(release, FIRST_RELEASE) && release !== '0.4.12');

export function embeddedSolc(): SolcInstallation {
  const require = createRequire(import.meta.url);
  const { version } = require('solc/package.json') as { version: string };
  return { version, soljson: require.resolve('solc/soljson.js') };
}

/** Every solc in the node_modules folders upward from `folders`, whatever name it is installed under. */
export async function installedSolcs(folders: readonly string[]): Promise<SolcInstallation[]> {
  const found: SolcInstallation[] = [];
  for (const modules of new Set(folders.flatMap(lookupFolders))) {
    const names = await readdir(modules).catch(() => []);
    const scoped = names.filter((name) => name.startsWith('@'));
    const inScopes = await Promise.all(
      scoped.map(async (scope) =>
        (await readdir(join(modules, scope)).catch(() => [])).map((name) => join(scope, name)),
      ),
    );
    const all = await Promise.all([...names, ...inScopes.flat()].map((name) => installationIn(join(modules, name))));
    found.push(...all.filter((one) => one !== undefined));
  }
  return found;
}

async function installationIn(folder: string): Promise<SolcInstallation | undefined> {
  const soljson = join(folder, 'soljson.js');
  try {
    if (!(await stat(soljson)).isFile()) return undefined;
    const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
      name?: unknown;
      version?: unknown;
    };
    if (manifest.name !== 'solc' || typeof manifest.version !== 'string') return undefined;
    const version = semver.coerce(manifest.version)?.version; // `0.8.7-fixed` is 0.8.7 to a pragma
    return version === undefined ? undefined : { version, soljson };
  } catch {
    return undefined;
  }
}

interface Demand {
  readonly unit: SourceUnit;
  readonly pragma: Pragma;
  readonly range: string;
}

export async function chooseSolc(
  graph: SourceGraph,
  embedded: SolcInstallation,
  folders: readonly string[],
): Promise<Result<SolcInstallation, Diagnostic[]>> {
  const demands: Demand[] = [];
  const bad: Diagnostic[] = [];
  for (const unit of graph.units.values()) {
    for (const pragma of unit.pragmas) {
      const range = normalRange(pragma.range);
      if (range === undefined)
        bad.push(at(unit, pragma, `cannot read the version in: pragma solidity ${pragma.range}`));
      else demands.push({ unit, pragma, range });
    }
  }
  if (bad.length > 0) return err(bad);
  const fits = (version: string): boolean => demands.every(({ range }) => semver.satisfies(version, range));
  const installed = await installedSolcs(folders);
  const candidates = [embedded, ...installed].filter(({ version }) => fits(version));
  candidates.sort((a, b) => semver.rcompare(a.version, b.version));
  if (candidates[0]) return ok(candidates[0]);
  return err([explain(graph, demands, fits, [embedded, ...installed])]);
}

/** solc's range grammar is npm's, with freer spacing. */
export function normalRange(written: string): string | undefined {
  const spaced = written.replaceAll(/([\dxX*])\s*(?=[<>=^~])/g, '$1 ').replaceAll(/([<>=^~])\s+/g, '$1');
  return spaced.trim() === '' ? undefined : (semver.validRange(spaced) ?? undefined);
}

function explain(
  graph: SourceGraph,
  demands: readonly Demand[],
  fits: (version: string) => boolean,
  present: readonly SolcInstallation[],
): Diagnostic {
  const have = [...new Set(present.map(({ version }) => version))].sort(semver.rcompare).join(', ');
  const release = KNOWN_RELEASES.find(fits);
  // The demand that rules out most of what is there is the one to show.
  const strictest = [...demands].sort((a, b) => allowed(a, present) - allowed(b, present))[0];
  if (!strictest) throw new Error('no pragma, and yet no compiler');
  const { unit, pragma } = strictest;
  const chain = unit.unit === graph.entry ? '' : ` (imported by ${graph.entry})`;
  if (release !== undefined) {
    return at(
      unit,
      pragma,
      `no installed compiler satisfies pragma solidity ${pragma.range}${chain}; installed: solc ${have}`,
      installCommand(release),
    );
  }
  const alone = demands.filter(({ range }) => !KNOWN_RELEASES.some((known) => semver.satisfies(known, range)));
  if (alone[0]) {
    const wanted = semver.minVersion(alone[0].range)?.version;
    const old = wanted !== undefined && semver.lt(wanted, FIRST_RELEASE);
    return at(
      alone[0].unit,
      alone[0].pragma,
      `no solc known here satisfies pragma solidity ${alone[0].pragma.range}; installed: solc ${have}`,
      wanted === undefined || old ? `releases from ${FIRST_RELEASE} on can be used` : installCommand(wanted),
    );
  }
  const rival =
    demands.find(({ range }) => !semver.intersects(range, strictest.range)) ?? demands.find((d) => d !== strictest);
  const other = rival ? `${rival.unit.unit} wants ${rival.pragma.range}` : 'another file wants something else';
  return at(unit, pragma, `no compiler can satisfy all pragmas: ${unit.unit} wants ${pragma.range}, ${other}`);
}

const allowed = (demand: Demand, present: readonly SolcInstallation[]): number =>
  present.filter(({ version }) => semver.satisfies(version, demand.range)).length;

/** An alias keeps other versions installed beside it. */
export const installCommand = (version: string): string => `npm install --save-dev solc-${version}@npm:solc@${version}`;

const at = (unit: SourceUnit, pragma: Pragma, message: string, hint?: string): Diagnostic => ({
  severity: 'error',
  message,
  file: unit.unit,
  ...positionOf(unit.text, pragma.at),
  ...(hint === undefined ? {} : { hint }),
});

/** The folder the app's own packages are looked up from. */
export const appFolder = dirname(import.meta.filename);
