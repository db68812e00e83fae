/** A form for a value of any ABI type, as deep as it goes. */
import type { JSX } from 'react';
import type { AbiTypeView, FormValue } from '../../../runtimes/service/contract/abi.ts';
import { Button, IconButton, Select, TextField } from '../../ui/controls.tsx';
import { emptyValue, fieldName } from './abi-value.ts';

export interface AbiInputProps {
  readonly label: string;
  readonly type: AbiTypeView;
  readonly value: FormValue;
  readonly onChange: (value: FormValue) => void;
  readonly flaw?: string | undefined;
}

const HINTS: Readonly<Record<string, string>> = {
  uint: '0, 1.5 ether, 0xff',
  int: '-1, 1.5 ether',
  address: 'alice, or 0x…',
  bytes: '0x…',
  fixedBytes: '0x…',
};

const BOOLEANS = [
  { id: 'false', text: 'false' },
  { id: 'true', text: 'true' },
];

export function AbiInput({ label, type, value, onChange, flaw }: AbiInputProps): JSX.Element {
  if (type.kind === 'bool')
    return <Select label={label} type="bool" options={BOOLEANS} value={String(value)} onChange={onChange} />;
  if (type.enum !== undefined) {
    const options = type.enum.members.map((member, n) => ({ id: member, text: member, after: String(n) }));
    return <Select label={label} type={type.enum.name} options={options} value={String(value)} onChange={onChange} />;
  }
  if ((type.kind === 'tuple' || type.kind === 'array') && Array.isArray(value))
    return <Several label={label} type={type} values={value as readonly FormValue[]} onChange={onChange} flaw={flaw} />;
  return (
    <TextField
      label={label}
      type={type.text}
      value={typeof value === 'string' ? value : ''}
      onChange={onChange}
      placeholder={HINTS[type.kind]}
      flaw={flaw}
      mono
    />
  );
}

/** The parts of a tuple, or the items of an array. */
function Several({
  label,
  type,
  values,
  onChange,
  flaw,
}: Omit<AbiInputProps, 'value'> & { values: readonly FormValue[] }): JSX.Element {
  const put = (at: number, value: FormValue): void => onChange(values.map((old, n) => (n === at ? value : old)));
  const { item } = type;
  const grows = item !== undefined && type.length === undefined;
  return (
    <fieldset className="several" aria-label={label}>
      <legend>
        {label} <span className="type">{type.text}</span>
      </legend>
      {values.map((value, n) => {
        const field = type.components?.[n];
        const inner = field?.type ?? item;
        if (inner === undefined) return null;
        return (
          <div key={n} className="row several-item">
            <div className="grow">
              <AbiInput
                label={field ? fieldName(field, n) : `${label}[${n}]`}
                type={inner}
                value={value}
                onChange={(changed) => put(n, changed)}
              />
            </div>
            {grows && (
              <IconButton
                small
                icon="close"
                label={`Remove ${label}[${n}]`}
                onPress={() => onChange(values.filter((_, at) => at !== n))}
              />
            )}
          </div>
        );
      })}
      {grows && (
        <Button kind="quiet small" icon="plus" onPress={() => onChange([...values, emptyValue(item)])}>
          Add to {label}
        </Button>
      )}
      {flaw !== undefined && <p className="flaw">{flaw}</p>}
    </fieldset>
  );
}
