/** Names that a scenario declares, read from a file that may be half written. */
import { isMap, isNode, isScalar, isSeq, type Document, type Scalar } from 'yaml';
import { section } from './yaml-place.ts';

export interface DeclaredContract {
  readonly name: string;
  readonly key: Scalar;
  readonly isPrecompile: boolean;
  /** `source` or `abi`. */
  readonly source: string | undefined;
  readonly contract: string | undefined;
}

export interface DeclaredNames {
  readonly contracts: readonly DeclaredContract[];
  readonly accounts: readonly { readonly name: string; readonly node: Scalar }[];
}

export function declaredNames(document: Document): DeclaredNames {
  const contracts = ['precompiles', 'contracts'].flatMap((key) => {
    const map = section(document, key);
    if (!isMap(map)) return [];
    return map.items.flatMap((pair): readonly DeclaredContract[] => {
      if (!isScalar(pair.key)) return [];
      const text = (field: string): string | undefined => {
        const value: unknown = isMap(pair.value) ? pair.value.get(field) : undefined;
        return typeof value === 'string' ? value : undefined;
      };
      const name = String(pair.key.value);
      const source = text('abi') ?? text('source');
      return [{ name, key: pair.key, isPrecompile: key === 'precompiles', source, contract: text('contract') }];
    });
  });
  const accounts = section(document, 'accounts');
  const names = isMap(accounts) ? accounts.get('names', true) : undefined;
  const listed = isNode(names) && isSeq(names) ? names.items.filter((item) => isScalar(item)) : [];
  return { contracts, accounts: listed.map((node) => ({ name: String(node.value), node })) };
}
