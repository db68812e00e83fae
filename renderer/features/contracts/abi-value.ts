import type { AbiFieldView, AbiTypeView, FormValue } from '../../../runtimes/service/contract/abi.ts';

/** What an empty form holds. */
export function emptyValue(type: AbiTypeView): FormValue {
  if (type.kind === 'bool') return 'false';
  if (type.enum !== undefined) return type.enum.members[0] ?? '';
  if (type.kind === 'tuple') return (type.components ?? []).map((field) => emptyValue(field.type));
  if (type.kind === 'array' && type.item) {
    const { item } = type;
    return Array.from({ length: type.length ?? 0 }, () => emptyValue(item));
  }
  return '';
}

export const fieldName = ({ name }: AbiFieldView, n: number): string => (name === '' ? `argument ${n + 1}` : name);
