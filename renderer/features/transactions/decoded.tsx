/** What contracts returned and emitted, as people read it; the exact value is shown on hover. */
import { useMemo, type JSX } from 'react';
import type { NamedValue } from '../../../runtimes/service/contract/abi.ts';
import type { EventView } from '../../../runtimes/service/contract/ledger.ts';
import { useApp } from '../../store/use-app.ts';
import { showValue, type Names } from '../../ui/show-value.ts';

/** Of all that have one. */
export function useNames(): Names {
  const accounts = useApp((state) => state.accounts);
  const contracts = useApp((state) => state.contracts);
  return useMemo(
    () => new Map([...accounts, ...contracts].filter(({ name }) => name !== '').map((one) => [one.address, one.name])),
    [accounts, contracts],
  );
}

const exact = (value: NamedValue['value']): string =>
  typeof value === 'object' ? JSON.stringify(value) : String(value);

/** One row of a key-value list for each. */
export function Returned({ outputs }: { outputs: readonly NamedValue[] }): JSX.Element {
  const names = useNames();
  return (
    <>
      {outputs.map(({ name, type, value }, n) => (
        <div className="kv-row" key={n}>
          <dt>Returns {name}</dt>
          <dd className="mono" title={exact(value)}>
            {showValue(value, type, names)}
          </dd>
        </div>
      ))}
    </>
  );
}

/** `Transfer(from: alice, to: bob, value: 1,000)`, which goes on in the next line between two arguments. */
export function Emitted({ event }: { event: EventView }): JSX.Element {
  const names = useNames();
  const { name, args, text } = event;
  if (name === '') return <>{text}</>;
  return (
    <>
      {name}(
      {args.map((arg, n) => (
        <span key={n}>
          <span className="event-arg" title={exact(arg.value)}>
            {arg.name !== '' && `${arg.name}: `}
            {showValue(arg.value, arg.type, names)}
            {n < args.length - 1 ? ',' : ')'}
          </span>{' '}
        </span>
      ))}
      {args.length === 0 && ')'}
    </>
  );
}
