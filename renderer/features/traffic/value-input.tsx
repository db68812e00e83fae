/** How an argument is made: the way, and what the way needs. */
import type { JSX } from 'react';
import type { AbiTypeView } from '../../../runtimes/service/contract/abi.ts';
import type { TrafficValue } from '../../../runtimes/service/contract/traffic.ts';
import { Button, IconButton, Select, TextField } from '../../ui/controls.tsx';
import { fieldName } from '../contracts/abi-value.ts';
import { beginning, blank, typedAs, wayOf, waysOf, type Way } from './generator.ts';
import { PickDetails } from './pick-input.tsx';

export interface ValueInputProps {
  readonly label: string;
  /** undefined: not known, as its contract is not. */
  readonly type: AbiTypeView | undefined;
  readonly value: TrafficValue;
  readonly onChange: (value: TrafficValue) => void;
  /** Names of contracts. */
  readonly contracts: readonly string[];
  readonly flaw?: string | undefined;
}

/** More parts than these are edited in the YAML. */
const MOST_PARTS = 12;
const BOOLEANS = [
  { id: 'true', text: 'true' },
  { id: 'false', text: 'false' },
];

export function ValueInput(props: ValueInputProps): JSX.Element {
  const { label, type, value, onChange, contracts } = props;
  return (
    <div className="traffic-value">
      <Select
        label={label}
        {...(type && { type: type.text })}
        options={waysOf(type, value)}
        value={wayOf(value)}
        onChange={(way) => onChange(beginning(way as Way, type, contracts[0] ?? ''))}
      />
      <Details {...props} />
    </div>
  );
}

function Details({ label, type, value, onChange, contracts, flaw }: ValueInputProps): JSX.Element {
  const text = (name: string, now: string, put: (text: string) => TrafficValue, placeholder = ''): JSX.Element => (
    <TextField
      label={`${label}: ${name}`}
      hideLabel
      value={now}
      onChange={(typed) => onChange(put(typed))}
      placeholder={placeholder}
      mono
    />
  );
  const parts = (of: JSX.Element): JSX.Element => (
    <div className="traffic-detail">
      {of}
      {flaw !== undefined && <p className="flaw">{flaw}</p>}
    </div>
  );
  switch (value.kind) {
    case 'account':
      return (
        <PickDetails
          label={label}
          pick={value.pick}
          onChange={(pick) => onChange({ kind: 'account', pick })}
          flaw={flaw}
        />
      );
    case 'name':
      return parts(
        <Select
          label={`${label}: which`}
          hideLabel
          options={[...new Set([...contracts, value.name])].map((name) => ({ id: name, text: name }))}
          value={value.name}
          onChange={(name) => onChange({ kind: 'name', name })}
        />,
      );
    case 'int':
      return parts(
        <div className="row traffic-range">
          {text('lowest', value.lo, (lo) => ({ ...value, lo }), '1')}
          <span className="micro t2">to</span>
          {text('highest', value.hi, (hi) => ({ ...value, hi }), '1 ether')}
        </div>,
      );
    case 'bytes':
      return parts(text('how many', value.length, (length) => ({ kind: 'bytes', length })));
    case 'oneOf':
      return parts(
        <Parts
          label={label}
          values={value.options}
          types={() => type}
          contracts={contracts}
          grows
          onChange={(options) => onChange({ kind: 'oneOf', options })}
        />,
      );
    case 'list':
      return parts(
        value.items.length > MOST_PARTS ? (
          <p className="micro t2">{value.items.length} values: they are edited in the YAML.</p>
        ) : (
          <Parts
            label={label}
            values={value.items}
            names={(n) => type?.components?.[n] && fieldName(type.components[n], n)}
            types={(n) => type?.components?.[n]?.type ?? type?.item}
            contracts={contracts}
            grows={type?.kind !== 'tuple' && type?.length === undefined}
            onChange={(items) => onChange({ kind: 'list', items })}
          />
        ),
      );
    case 'record':
      return parts(
        <Parts
          label={label}
          values={value.fields.map((one) => one.value)}
          names={(n) => value.fields[n]?.name}
          types={(n) => type?.components?.find(({ name }) => name === value.fields[n]?.name)?.type}
          contracts={contracts}
          grows={false}
          onChange={(values) =>
            onChange({
              kind: 'record',
              fields: value.fields.map((one, n) => ({ ...one, value: values[n] ?? one.value })),
            })
          }
        />,
      );
    case 'yaml':
      return parts(text('YAML', value.text, (yaml) => ({ kind: 'yaml', text: yaml })));
    case 'literal':
      if (type?.kind === 'bool' && !value.isText)
        return parts(
          <Select
            label={`${label}: which`}
            hideLabel
            options={BOOLEANS}
            value={value.text}
            onChange={(now) => onChange(typedAs(type, now))}
          />,
        );
      return parts(text('what', value.text, (typed) => typedAs(type, typed), HINTS[type?.kind ?? ''] ?? ''));
  }
}

const HINTS: Readonly<Record<string, string>> = {
  uint: '5, 1.5 ether',
  int: '-5, 1.5 ether',
  address: '0x…',
  bytes: '0x…',
  fixedBytes: '0x…',
};

function Parts({
  label,
  values,
  types,
  names = () => undefined,
  contracts,
  grows,
  onChange,
}: {
  label: string;
  values: readonly TrafficValue[];
  types: (n: number) => AbiTypeView | undefined;
  names?: (n: number) => string | undefined;
  contracts: readonly string[];
  grows: boolean;
  onChange: (values: readonly TrafficValue[]) => void;
}): JSX.Element {
  return (
    <fieldset className="several" aria-label={label}>
      {values.map((value, n) => {
        const name = names(n) ?? `${label} ${n + 1}`;
        return (
          <div key={n} className="row several-item">
            <div className="grow">
              <ValueInput
                label={name}
                type={types(n)}
                value={value}
                contracts={contracts}
                onChange={(now) => onChange(values.map((old, at) => (at === n ? now : old)))}
              />
            </div>
            {grows && values.length > 1 && (
              <IconButton
                small
                icon="close"
                label={`Remove ${name}`}
                onPress={() => onChange(values.filter((_, at) => at !== n))}
              />
            )}
          </div>
        );
      })}
      {grows && (
        <Button
          kind="quiet small"
          icon="plus"
          onPress={() => onChange([...values, values.at(-1) ?? blank(types(values.length))])}
        >
          Add to {label}
        </Button>
      )}
    </fieldset>
  );
}
