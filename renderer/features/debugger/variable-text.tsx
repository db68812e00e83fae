import type { JSX } from 'react';
import type { VariableNode } from './variable-rows.ts';

/** Name and value of a row. */
export function VariableText({ node, isChanged }: { node: VariableNode; isChanged: boolean }): JSX.Element {
  const { kind, name, value, type, shown } = node;
  if (kind === 'scope' || kind === 'more')
    return <span className={kind === 'scope' ? 'debug-scope' : 't3'}>{name}</span>;
  return (
    <>
      <span className="mono ell debug-name" title={type === '' ? name : `${name}: ${type}`}>
        {shown.name}
      </span>
      <span className={kind === 'flaw' ? 'ell t3 debug-value' : 'mono ell debug-value'} title={`${value} ${type}`}>
        {isChanged && <span className="hidden-visually">changed: </span>}
        {shown.value}
      </span>
    </>
  );
}
