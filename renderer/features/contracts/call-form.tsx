/** The form of a constructor or a function: its arguments, value and gas, what can be done with it, and how that ended. */
import { useState, type JSX, type ReactNode } from 'react';
import type { AbiFieldView, FormValue } from '../../../runtimes/service/contract/abi.ts';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { Button, TextField } from '../../ui/controls.tsx';
import { AbiInput } from './abi-input.tsx';
import { emptyValue, fieldName } from './abi-value.ts';
import { OutcomeView } from './outcome-view.tsx';
import type { FormInput, Outcome } from './slice.ts';

export interface CallFormProps {
  /** Under which its draft is kept; of another shape of the inputs, another. */
  readonly draft: string;
  readonly inputs: readonly AbiFieldView[];
  readonly payable: boolean;
  readonly outcome: Outcome | undefined;
  /** Of the contract that is called; what others emit says so. */
  readonly address?: string;
  readonly actions: (input: FormInput, busy: boolean) => ReactNode;
}

export function CallForm({ draft, inputs, payable, outcome, address, actions }: CallFormProps): JSX.Element {
  const { store } = useWorkbench();
  const kept = useApp(({ drafts }) => drafts[draft]);
  const input: FormInput = kept ?? { args: inputs.map(({ type }) => emptyValue(type)), value: '', gas: '' };
  const { args, value, gas } = input;
  const change = (changed: Partial<FormInput>): void => store.getState().keepDraft(draft, { ...input, ...changed });
  const [more, setMore] = useState(gas !== '');
  const flawed = outcome?.kind === 'error' ? outcome.error : undefined;
  return (
    <div className="call-form">
      {inputs.map((field, n) => (
        <AbiInput
          key={n}
          label={fieldName(field, n)}
          type={field.type}
          value={args[n] ?? ''}
          onChange={(changed) => change({ args: args.map((old: FormValue, at) => (at === n ? changed : old)) })}
          flaw={flawed?.argument === n ? flawed.message : undefined}
        />
      ))}
      {payable && (
        <TextField
          label="value"
          type="wei"
          value={value}
          onChange={(typed) => change({ value: typed })}
          placeholder="0, 1.5 ether"
          mono
        />
      )}
      {more && (
        <TextField
          label="gas limit"
          value={gas}
          onChange={(typed) => change({ gas: typed })}
          placeholder="as much as a transaction may have"
          mono
        />
      )}
      <div className="row call-actions">
        {actions(input, outcome?.kind === 'busy')}
        <span className="grow" />
        <Button kind="quiet small" aria-expanded={more} onPress={() => setMore(!more)}>
          Gas
        </Button>
      </div>
      {outcome && <OutcomeView outcome={outcome} address={address} />}
    </div>
  );
}
