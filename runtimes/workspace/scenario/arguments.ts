import type { AbiField } from '../abi/abi-type.ts';
import { encoder } from '../abi/codec.ts';
import type { Random } from '../../core/random.ts';
import { generator, NO_RANDOM, type Generator, type GeneratorScope } from './generator.ts';
import type { Position, ValueSpec } from './model.ts';

/** Draws and encodes arguments behind `prefix` (a selector, or code to deploy). Fixed ones are encoded once and shared. */
export type DrawArguments = (random: Random) => Uint8Array;

/** How errors say which one is meant: `Token.transfer, argument 1 (to: address)`. `number`: from 1. */
export const describeArgument = (what: string, { name, type }: AbiField, number: number): string =>
  `${what}, argument ${number} (${name ? `${name}: ${type.text}` : type.text})`;

/** Checks arguments against what a function or constructor takes; undefined: errors have been reported. */
export function prepareArguments(
  specs: readonly ValueSpec[],
  inputs: readonly AbiField[],
  prefix: Uint8Array,
  what: string,
  at: Position,
  scope: GeneratorScope,
): DrawArguments | undefined {
  const signature = `(${inputs.map((input) => (input.name ? `${input.type.text} ${input.name}` : input.type.text)).join(', ')})`;
  if (specs.length !== inputs.length) {
    const takes = inputs.length === 1 ? '1 argument' : `${inputs.length} arguments`;
    return scope.report(at, `${what} takes ${takes} ${signature}, not ${specs.length}`);
  }
  const parts: Generator[] = [];
  inputs.forEach((input, i) => {
    const spec = specs[i];
    const made = spec && generator(spec, input.type, describeArgument(what, input, i + 1), scope);
    if (made) parts.push(made);
  });
  if (parts.length < inputs.length) return undefined;
  const encode = encoder(inputs);
  if (parts.every((part) => part.fixed)) {
    const data = encode(
      parts.map((part) => part.draw(NO_RANDOM)),
      prefix,
    );
    return () => data;
  }
  return (random) =>
    encode(
      parts.map((part) => part.draw(random)),
      prefix,
    );
}
