/** Scenarios of an open workspace as an editor sees them: their contracts are compiled by the compilers of the workspace. */
import { dirname, relative, resolve, sep } from 'node:path';
import { err, ok } from '../../core/result.ts';
import { defaultHardfork, hardforks } from '../../registry.ts';
import { parseContractAbi } from '../../workspace/abi/contract-abi.ts';
import type { ScenarioContext } from '../../workspace/editing/scenario-context.ts';
import type { Session } from './session.ts';
import { whyNotCompiled } from './why-not-compiled.ts';

const MOST_SOURCES = 1_000;

export function scenarioContext({ root, registry, compilers, watcher }: Session): ScenarioContext {
  const inWorkspace = (path: string): string => relative(root, path).replaceAll(sep, '/');
  return {
    known: {
      hardforks,
      runtimes: registry.ids,
      gasCap: (hardfork) => registry.gasCap(registry.ledgerConfig(1n, hardfork ?? defaultHardfork)),
    },
    sources: (file) => {
      const taken = watcher.tree.entries.filter(
        ({ path, kind }) => kind === 'file' && registry.compilerFor(path) !== undefined && !path.endsWith('.json'),
      );
      const paths = taken.map(({ path }) => relative(dirname(file), resolve(root, path)).replaceAll(sep, '/'));
      return Promise.resolve(paths.slice(0, MOST_SOURCES));
    },
    contractsOf: async (file, path) => {
      const source = resolve(dirname(file), path);
      const inside = inWorkspace(source);
      if (inside.startsWith('..')) return err({ message: `${path} lies outside the workspace` });
      const compiled = await compilers.compile(source, defaultHardfork, undefined, false);
      if (!compiled.ok) return err({ message: `${path}: ${compiled.error.message}` });
      const { succeeded, artifacts, diagnostics } = compiled.value;
      if (!succeeded) {
        const first = diagnostics.find(({ severity }) => severity === 'error');
        return err({ message: await whyNotCompiled(path, source, diagnostics), code: first?.code });
      }
      const contracts = artifacts.flatMap(({ contract, abi, code, isPrecompile, runtime, source: from }) => {
        const parsed = parseContractAbi(abi);
        if (!parsed.ok || from !== artifacts[0]?.source) return [];
        return [
          {
            name: contract,
            abi: parsed.value,
            deployable: code.length > 0,
            isPrecompile: isPrecompile === true,
            runtime,
          },
        ];
      });
      return ok(contracts);
    },
  };
}
