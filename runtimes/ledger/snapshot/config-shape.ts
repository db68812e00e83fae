import type { LedgerConfig, Precompile, PrecompileGas } from '../../core/block.ts';
import { amount, hash, matching, object, record, whole, word } from './shape.ts';

const HARDFORK = /^[a-z][A-Za-z0-9-]{0,63}$/;
const RUNTIME = /^[a-z][a-z0-9-]{0,63}$/;

const runtimeOf = (value: unknown, where: string): string => matching(value, where, RUNTIME, 'the id of a runtime');

/** A configuration as `canonicalConfig` writes it, from a stranger. @throws ShapeError */
export function configFrom(value: unknown): LedgerConfig {
  const json = object(value, 'config', ['chainId', 'hardfork'], ['builtins', 'precompiles']);
  return {
    chainId: amount(json['chainId'], 'chainId'),
    hardfork: matching(json['hardfork'], 'hardfork', HARDFORK, 'the name of a hardfork'),
    ...(json['builtins'] !== undefined && { builtins: record(json['builtins'], 'builtins', runtimeOf) }),
    ...(json['precompiles'] !== undefined && {
      precompiles: record(json['precompiles'], 'precompiles', precompileOf),
    }),
  };
}

function precompileOf(value: unknown, where: string): Precompile {
  const { code, gas, runtime } = object(value, where, ['code', 'gas', 'runtime']);
  return { runtime: runtimeOf(runtime, where), code: hash(code, where), gas: gasOf(gas, `${where}.gas`) };
}

function gasOf(value: unknown, where: string): PrecompileGas {
  const { kind } = object(value, where, ['kind'], ['base', 'perWord', 'speedup']);
  if (word(kind, where, ['metered', 'declared']) === 'metered') {
    object(value, where, ['kind']);
    return { kind: 'metered' };
  }
  const { base, perWord, speedup } = object(value, where, ['kind', 'base', 'perWord', 'speedup']);
  return {
    kind: 'declared',
    base: amount(base, where),
    perWord: amount(perWord, where),
    speedup: whole(speedup, where),
  };
}
