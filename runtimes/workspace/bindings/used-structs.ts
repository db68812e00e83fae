import type { BindingFunction, BindingStruct, BindingType } from './binding-abi.ts';

/** The structs that functions need, whoever is used by another before it. */
export function usedStructs(functions: readonly BindingFunction[]): readonly BindingStruct[] {
  const found = new Set<BindingStruct>();
  const visit = (type: BindingType): void => {
    if (type.kind === 'array') visit(type.item);
    if (type.kind !== 'struct') return;
    for (const field of type.struct.fields) visit(field.type);
    found.add(type.struct);
  };
  for (const { inputs, outputs } of functions) for (const { type } of [...inputs, ...outputs]) visit(type);
  return [...found];
}
