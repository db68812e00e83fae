/** Before a transaction is run once more: what lanes need to tell the steps of its code, and would else make while their deadline runs. */
import { parseCell, parseCode } from '../../core/cell.ts';
import type { Registry } from '../../registry.ts';
import type { PreparedCode, PrepareOptions } from '../../sdk/runtime-module.ts';
import type { DebugTarget } from './debug-target.ts';

export async function prepareCode(registry: Registry, target: DebugTarget, options: PrepareOptions): Promise<void> {
  const byRuntime = new Map<string, PreparedCode[]>();
  const add = (runtime: string, one: PreparedCode): void => {
    byRuntime.set(runtime, [...(byRuntime.get(runtime) ?? []), one]);
  };
  for (const [key, value] of target.cells) {
    if (parseCell(key)?.field.kind !== 'code') continue;
    const code = parseCode(value);
    const bytes = code && target.code(code.hash);
    if (code && bytes) add(code.runtime, { code: bytes, form: 'code' });
  }
  const { to, runtime, data } = target.transaction;
  if (to === null && runtime !== undefined) add(runtime, { code: data, form: 'deployment' });
  if (target.isPlanned === true)
    for (const { artifact } of target.contracts.values())
      if (artifact) add(artifact.runtime, { code: artifact.code, form: 'deployment' });
  for (const [name, codes] of byRuntime) await registry.byId(name)?.prepareDebug?.(codes, options);
}
