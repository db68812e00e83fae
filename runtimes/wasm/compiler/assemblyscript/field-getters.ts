/** `@view balances: Mapping<Address, U256>` can be read from outside, as a public variable in Solidity. */
import type { Diagnostic } from '../../../core/artifact.ts';
import type { AbiParameter } from './abi-types.ts';
import { nameOf, selectorOf, signatureOf, type AbiFunction } from './functions.ts';
import { problemAt } from './problem.ts';
import type { StoredField, StoredType } from './storage-layout.ts';
import { decoratorNames } from './syntax.ts';

export interface FieldGetter {
  readonly field: StoredField;
  readonly abi: AbiFunction;
  /** The method's body. */
  readonly code: string;
}

/** What the ABI's types are called in the SDK. */
const inSource = (abi: string): string => {
  if (abi === 'bool' || abi === 'string') return abi;
  const bits = /^(u?)int(\d+)$/.exec(abi);
  if (bits && Number(bits[2]) <= 64) return `${bits[1] === 'u' ? 'u' : 'i'}${bits[2]}`;
  if (bits) return bits[1] === 'u' ? '__sdk.U256' : '__sdk.I256';
  return abi === 'address' ? '__sdk.Address' : abi.replace(/^bytes/, '__sdk.Bytes');
};

export function fieldGetters(fields: readonly StoredField[], problems: Diagnostic[]): readonly FieldGetter[] {
  return fields.flatMap((field) => {
    if (!decoratorNames(field.node).includes('view')) return [];
    const inputs: AbiParameter[] = [];
    const reads: string[] = [];
    let at = `this.${field.label}`;
    let type: StoredType = field.type;
    while (type.shape.kind === 'mapping' || type.shape.kind === 'array') {
      const abi = type.shape.kind === 'mapping' ? (type.shape.key.shape as { abi: string }).abi : 'uint256';
      const i = inputs.length;
      inputs.push({ name: '', type: abi });
      reads.push(`const a${i} = __sdk.decode<${inSource(abi)}>(r);`);
      at += type.shape.kind === 'mapping' ? `[a${i}]` : `[__sdk.indexOf(a${i})]`;
      type = type.shape.kind === 'mapping' ? type.shape.value : type.shape.base;
    }
    if (type.shape.kind === 'struct') {
      const hint = 'write a function that returns what is needed';
      problems.push(problemAt(field.file, field.node.name.range, `a field with structs cannot be @view`, { hint }));
      return [];
    }
    const abi = type.shape.abi;
    const output = inSource(abi);
    const isWrapped = inputs.length === 0 || type.shape.kind === 'counter';
    const name = nameOf(field.node);
    const signature = signatureOf(name, inputs);
    const outputs = [{ name: '', type: abi }];
    const input = reads.length > 0 ? `const r = __sdk.readInput(4); ${reads.join(' ')} ` : '';
    return [
      {
        field,
        abi: { name, inputs, outputs, mutability: 'view', signature, selector: selectorOf(signature) },
        code:
          `__sdk.refuseValue(); ${input}const v = ${at}${isWrapped ? '.get()' : ''};` +
          ` const w = new __sdk.Writer(0, __sdk.headOf<${output}>()); __sdk.encode<${output}>(w, v); w.finish();`,
      },
    ];
  });
}
