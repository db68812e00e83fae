/**
 * Holds the table in layers.ts: reports an import that the importing folder has no right to, and a runtime that is named
 * by its id where only the registry may.
 */
import type { Rule } from 'eslint';
import type { Node } from 'estree';
import { readdirSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, relative, resolve, sep } from 'node:path';
import { BROWSER_SAFE, ELECTRON, ENTRIES, isTest, isTestkit, LAYERS, PLUGIN } from './layers.ts';

const within = (file: string, folder: string): boolean => file === folder || file.startsWith(`${folder}/`);
const isBuiltin = (name: string): boolean => name.startsWith('node:') || builtinModules.includes(name);

/** The folder of runtimes/ that a file belongs to when it has no row: a plugin. */
export function pluginOf(file: string): string | undefined {
  const [top, folder, ...rest] = file.split('/');
  if (top !== 'runtimes' || !folder || rest.length === 0) return undefined;
  return LAYERS[`runtimes/${folder}`] || folder === 'testkit' ? undefined : `runtimes/${folder}`;
}

/** What a file may import beside its own folder; undefined where no row covers it. */
function rowOf(file: string): { readonly folder: string; readonly allowed: readonly string[] } | undefined {
  const plugin = pluginOf(file);
  if (plugin) {
    const part = file.slice(plugin.length).replace(/^(\/[a-z]+)[./].*$/, '$1');
    return { folder: plugin, allowed: PLUGIN[part] ?? PLUGIN[''] ?? [] };
  }
  const folder = Object.keys(LAYERS)
    .filter((name) => within(file, name))
    .sort((a, b) => b.length - a.length)[0];
  return folder ? { folder, allowed: LAYERS[folder] ?? [] } : undefined;
}

/** Why `file` may not import `target`, both as paths from the root with `/`; undefined where it may. */
export function whyNot(file: string, target: string): string | undefined {
  if (isTest(file)) return undefined;
  if (isTestkit(target)) return `${target} is for tests only`;
  const row = rowOf(file);
  if (!row || within(target, row.folder)) return undefined;
  const plugin = pluginOf(target);
  if (plugin)
    return row.allowed.includes('plugins') ? undefined : `only runtimes/registry.ts may import a runtime (${plugin})`;
  if (row.allowed.some((folder) => within(target, folder))) return undefined;
  return `${row.folder} may import only ${row.allowed.join(', ') || 'itself'}`;
}

/** Ids of the runtimes in a tree. */
export const runtimeIds = (root: string): string[] =>
  readdirSync(resolve(root, 'runtimes'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && pluginOf(`runtimes/${entry.name}/x`) !== undefined)
    .map((entry) => entry.name);

export const layering: Rule.RuleModule = {
  meta: {
    type: 'problem',
    schema: [{ type: 'object', properties: { root: { type: 'string' }, runtimes: { type: 'array' } } }],
    messages: {
      layer: "'{{source}}': {{why}} (.eslint/layers.ts)",
      electron: "'electron' may be imported only under electron/: plain Node would try to download it",
      builtin: "'{{source}}': {{folder}} must run in a browser, without Node's modules (.eslint/layers.ts)",
      named: "only runtimes/registry.ts may name the runtime '{{id}}': ask the registry instead",
    },
  },
  create(context) {
    const { root, runtimes } = context.options[0] as { readonly root: string; readonly runtimes: readonly unknown[] };
    const file = relative(root, context.filename).split(sep).join('/');
    const browserSafe = isTest(file) ? undefined : BROWSER_SAFE.find((folder) => within(file, folder));

    const check = (node: Node | null | undefined, exempt: readonly string[] = []): void => {
      if (node?.type !== 'Literal' || typeof node.value !== 'string') return;
      const source = node.value;
      if ((source === 'electron' || source.startsWith('electron/')) && !within(file, ELECTRON)) {
        context.report({ node, messageId: 'electron' });
      } else if (browserSafe && isBuiltin(source)) {
        context.report({ node, messageId: 'builtin', data: { source, folder: browserSafe } });
      } else if (source.startsWith('.')) {
        const target = relative(root, resolve(dirname(context.filename), source))
          .split(sep)
          .join('/');
        const why = exempt.includes(target) ? undefined : whyNot(file, target);
        if (why) context.report({ node, messageId: 'layer', data: { source, why } });
      }
    };

    return {
      ImportDeclaration: (node) => check(node.source),
      ExportNamedDeclaration: (node) => check(node.source),
      ExportAllDeclaration: (node) => check(node.source),
      ImportExpression: (node) => check(node.source),
      // new URL('../evm/executor.ts', import.meta.url) is an import in all but name.
      NewExpression: (node) => {
        if (node.callee.type === 'Identifier' && node.callee.name === 'URL' && node.arguments.length === 2) {
          check(node.arguments[0], ENTRIES);
        }
      },
      Literal: (node) => {
        if (!runtimes.includes(node.value) || !file.startsWith('runtimes/') || isTest(file)) return;
        if (pluginOf(file) || file === 'runtimes/registry.ts') return;
        context.report({ node, messageId: 'named', data: { id: String(node.value) } });
      },
    };
  },
};
