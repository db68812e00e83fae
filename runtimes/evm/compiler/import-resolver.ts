/**
 * Where an import leads. Relative paths stay in the workspace or in their package; other paths are looked up by remapping, in the
 * workspace folder, and in every node_modules folder upward from the importing file, from the workspace and from the app itself.
 */
import { readdir, realpath, stat } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { err, ok, type Result } from '../../core/result.ts';
import { isInside } from '../../compiling/is-inside.ts';
import type { Project } from './project.ts';
import { chooseRemapping } from './remappings.ts';

export interface ResolverContext {
  /** Real absolute path. */
  readonly workspace: string;
  readonly project: Pick<Project, 'root' | 'remappings'>;
  /** Folder whose node_modules (and those above) are looked at last. */
  readonly appFolder: string;
}

export interface Location {
  /** Path as it was looked up, for naming and for relative imports. */
  readonly logical: string;
  /** The file itself, for identity and reading. */
  readonly real: string;
}

export interface Importer extends Location {
  readonly unit: string;
}

export interface ImportFailure {
  readonly message: string;
  readonly hint?: string;
}

type Found = Result<Location, ImportFailure>;

/** The package name under which contracts import what comes with the app. */
const SDK = 'interleave';
export const SDK_FOLDER = resolve(import.meta.dirname, '../../../resources/sdk/solidity');

/** What contracts are used to import from a package; where it is not installed, what comes with the app stands in. */
const STAND_INS: Readonly<Record<string, string>> = {
  'hardhat/console.sol': 'console.sol',
  'forge-std/console.sol': 'console.sol',
  'forge-std/console2.sol': 'console2.sol',
  'forge-std/src/console.sol': 'console.sol',
  'forge-std/src/console2.sol': 'console2.sol',
};

const NODE_MODULES = `${sep}node_modules${sep}`;

export async function resolveImport(context: ResolverContext, importer: Importer, path: string): Promise<Found> {
  const clean = checkForm(path);
  if (clean) return err(clean);
  if (path.startsWith('./') || path.startsWith('../')) return resolveRelative(context, importer, path);
  const remapping = chooseRemapping(context.project.remappings, importer.unit, path);
  if (remapping) {
    const target = remapping.target + path.slice(remapping.prefix.length);
    return resolveRemapped(context, importer, path, target);
  }
  const own = resolve(context.workspace, path);
  if (isInside(own, context.workspace)) {
    const found = await locate(context, own, context.workspace);
    if (found) return found;
  }
  return resolvePackage(context, importer, path);
}

function checkForm(path: string): ImportFailure | undefined {
  if (path === '') return { message: 'the import path is empty' };
  const github = /^(?:https?:\/\/)?github\.com\/([^/]+)\/([^/]+)\//.exec(path);
  if (github || /^[a-z]+:\/\//i.test(path)) {
    return {
      message: `imports from the network are not supported: ${path.slice(0, 200)}`,
      hint: /OpenZeppelin\/openzeppelin-contracts\//.test(path)
        ? "npm install --save-dev @openzeppelin/contracts, then import '@openzeppelin/contracts/...'"
        : 'install the package with npm, or copy the file into the workspace',
    };
  }
  if (path.startsWith('/') || /^[A-Za-z]:[\\/]/.test(path)) {
    return {
      message: `imports by absolute path are not allowed: ${path.slice(0, 200)}`,
      hint: 'use a path relative to this file',
    };
  }
  if (path.includes('\\')) return { message: `import paths are written with /, not \\: ${path.slice(0, 200)}` };
  return undefined;
}

async function resolveRelative(context: ResolverContext, importer: Importer, path: string): Promise<Found> {
  const target = resolve(dirname(importer.logical), path);
  const modules = modulesFolder(importer.logical);
  const allowed =
    isInside(target, context.workspace) ||
    (modules !== undefined && isInside(target, modules)) ||
    lookupFolders(dirname(importer.logical)).some((folder) => isInside(target, folder));
  if (!allowed) return err(escape(path));
  return (await locate(context, target, modules ?? context.workspace)) ?? err({ message: `no such file: ${path}` });
}

async function resolveRemapped(
  context: ResolverContext,
  importer: Importer,
  path: string,
  target: string,
): Promise<Found> {
  const absolute = resolve(context.project.root, target);
  const modules = modulesFolder(absolute);
  if (!isInside(absolute, context.workspace) && modules === undefined) return err(escape(path, target));
  const found = await locate(context, absolute, modules ?? context.workspace);
  if (found) return found;
  // A package that npm has hoisted to a folder above.
  if (modules !== undefined)
    return resolvePackage(context, importer, absolute.slice(modules.length + 1).replaceAll(sep, '/'));
  return err({ message: `no such file: ${path} (remapped to ${target})` });
}

async function resolvePackage(context: ResolverContext, importer: Importer, path: string): Promise<Found> {
  const [scopeOrName = '', second = ''] = path.split('/');
  const packageName = scopeOrName.startsWith('@') ? `${scopeOrName}/${second}` : scopeOrName;
  if (packageName === SDK) return resolveSdk(context, path, path.slice(SDK.length + 1));
  const starts = [dirname(importer.logical), dirname(importer.real), context.workspace, context.appFolder];
  let installed: string | undefined;
  for (const folder of new Set(starts.flatMap(lookupFolders))) {
    const root = join(folder, packageName);
    const target = resolve(folder, path);
    if (!isInside(target, root)) return err(escape(path));
    const found = await locate(context, target, root);
    if (found) return found;
    if (installed === undefined && (await isFolder(root))) installed = root;
  }
  if (installed !== undefined) {
    const message = `package ${packageName} is installed (${installed}) but has no file ${path.slice(packageName.length + 1)}`;
    return err({ message, hint: 'the file may have moved between versions of the package' });
  }
  const standIn = STAND_INS[path];
  if (standIn !== undefined) return resolveSdk(context, path, standIn);
  if (!/^(?:@[a-z0-9][\w.-]*\/)?[a-z0-9][\w.-]*$/.test(packageName) || packageName === path) {
    return err({ message: `no such file: ${path}` });
  }
  return err({ message: `cannot find ${path}`, hint: `npm install --save-dev ${packageName}` });
}

/** A file of a package, as a file of the workspace would import it; undefined: there is none. @param workspace real. */
export async function findPackaged(workspace: string, appFolder: string, name: string): Promise<Location | undefined> {
  if (checkForm(name) !== undefined || name.startsWith('.')) return undefined;
  const project = { root: workspace, remappings: [] };
  const place = join(workspace, 'any.sol');
  const found = await resolvePackage(
    { workspace, project, appFolder },
    { unit: '', logical: place, real: place },
    name,
  );
  return found.ok ? found.value : undefined;
}

/** Whether a file, by its real path, comes with the app. */
export const isSdkFile = (real: string): boolean => isInside(real, SDK_FOLDER);

/** What comes with the app: `interleave/Counter.sol`. It is named as if it were a package, so that no machine shows in its name. */
async function resolveSdk(context: ResolverContext, path: string, name: string): Promise<Found> {
  const real = resolve(SDK_FOLDER, name);
  if (isInside(real, SDK_FOLDER) && (await stat(real).catch(() => undefined))?.isFile())
    return ok({ logical: join(context.appFolder, 'node_modules', ...path.split('/')), real: await realpath(real) });
  const files = (await readdir(SDK_FOLDER)).filter((name) => name.endsWith('.sol')).map((name) => `${SDK}/${name}`);
  return err({ message: `no such file: ${path}`, hint: `the app brings ${files.join(', ')}` });
}

const escape = (path: string, target?: string): ImportFailure => ({
  message: `import leaves the workspace: ${path}${target === undefined ? '' : ` (remapped to ${target})`}`,
  hint: 'only files of the workspace and npm packages can be imported; open the folder above as the workspace, or copy the file',
});

/** The file at `target`; undefined: there is none. Links may lead anywhere within the workspace, the root, or a package. */
async function locate(context: ResolverContext, target: string, root: string): Promise<Found | undefined> {
  try {
    if (!(await stat(target)).isFile()) return undefined;
    const real = await realpath(target);
    const within =
      isInside(real, context.workspace) ||
      real.includes(NODE_MODULES) ||
      isInside(real, await realpath(root).catch(() => root));
    return within
      ? ok({ logical: target, real })
      : err({ message: `import leaves the workspace through a link: ${target}` });
  } catch {
    return undefined;
  }
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );

/** The innermost node_modules folder a path lies in. */
function modulesFolder(path: string): string | undefined {
  const at = path.lastIndexOf(NODE_MODULES);
  return at < 0 ? undefined : path.slice(0, at + NODE_MODULES.length - 1);
}

/** All node_modules folders that Node would look in, nearest first. */
export function lookupFolders(folder: string): string[] {
  const folders: string[] = [];
  for (let at = folder; ; at = dirname(at)) {
    if (!at.endsWith(`${sep}node_modules`)) folders.push(join(at, 'node_modules'));
    if (dirname(at) === at) return folders;
  }
}
