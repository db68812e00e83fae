/** The form of a constructor or a function: its arguments, value and gas, what can be done with it, and how that ended. */
import { useState, type JSX, type ReactNode } from 'react';
import type { AbiFieldView, FormValue } from '../../../runtimes/service/contract/abi.ts';
import { Button, TextField } from '../../ui/controls.tsx';
import { AbiInput } from './abi-input.tsx';
import { emptyValue, fieldName } from './abi-value.ts';
import { OutcomeView } from './outcome-view.tsx';
import type { FormInput, Outcome } from './slice.ts';

export interface CallFormProps {
  readonly inputs: readonly AbiFieldView[];
  readonly payable: boolean;
  readonly outcome: Outcome | undefined;
  readonly actions: (input: FormInput, busy: boolean) => ReactNode;
}

export function CallForm({ inputs, payable, outcome, actions }: CallFormProps): JSX.Element {
  const [args, setArgs] = useState<readonly FormValue[]>(() => inputs.map(({ type }) => emptyValue(type)));
  const [value, setValue] = useState('');
  const [gas, setGas] = useState('');
  const [more, setMore] = useState(false);
  const flawed = outcome?.kind === 'error' ? outcome.error : undefined;
  return (
    <div className="call-form">
      {inputs.map((field, n) => (
        <AbiInput
          key={n}
          label={fieldName(field, n)}
          type={field.type}
          value={args[n] ?? ''}
          onChange={(changed) => setArgs(args.map((old, at) => (at === n ? changed : old)))}
          flaw={flawed?.argument === n ? flawed.message : undefined}
        />
      ))}
      {payable && (
        <TextField label="value" type="wei" value={value} onChange={setValue} placeholder="0, 1.5 ether" mono />
      )}
      {more && (
        <TextField
          label="gas limit"
          value={gas}
          onChange={setGas}
          placeholder="as much as a transaction may have"
          mono
        />
      )}
      <div className="row call-actions">
        {actions({ args, value, gas }, outcome?.kind === 'busy')}
        <span className="grow" />
        <Button kind="quiet small" aria-expanded={more} onPress={() => setMore(!more)}>
          Gas
        </Button>
      </div>
      {outcome && <OutcomeView outcome={outcome} />}
    </div>
  );
}
