/** One line of traffic: which function, how often, by whom, with what. */
import { useState, type JSX } from 'react';
import type { AbiTypeView } from '../../../runtimes/service/contract/abi.ts';
import type { KnownContract, TrafficEntry, TrafficFunction } from '../../../runtimes/service/contract/traffic.ts';
import { Button, IconButton, Select, TextField, type Option } from '../../ui/controls.tsx';
import { RuntimeGlyph } from '../../ui/runtime-glyph.tsx';
import { fieldName } from '../contracts/abi-value.ts';
import { literal } from './generator.ts';
import type { Flaws } from './flaws.ts';
import { PickInput } from './pick-input.tsx';
import { ValueInput } from './value-input.tsx';

const TRANSFER = 'transfer of value';
const WEI: AbiTypeView = { text: 'wei', kind: 'uint', bits: 256 };
const ADDRESS: AbiTypeView = { text: 'address', kind: 'address' };
const SENDER = { kind: 'account', who: '0' } as const;

export interface EntryCardProps {
  readonly section: 'setup' | 'traffic';
  readonly index: number;
  readonly entry: TrafficEntry;
  readonly known: readonly KnownContract[];
  /** Names that an address may be. */
  readonly contracts: readonly string[];
  readonly flaws: Flaws;
  /** Of all transactions, 0 to 1. */
  readonly share: number | undefined;
  readonly onChange: (entry: TrafficEntry) => void;
  readonly onCopy: () => void;
  readonly onRemove: () => void;
}

export function EntryCard(props: EntryCardProps): JSX.Element {
  const { section, index, entry, known, contracts, flaws, share, onChange, onCopy, onRemove } = props;
  const [more, setMore] = useState(entry.gas !== '' || entry.fee !== null);
  const at = `${section}.${index}`;
  const called = functionOf(entry, known);
  const name = entry.call === '' ? TRANSFER : `${targetName(entry)}.${entry.call}`;
  const takesValue = entry.value !== null || called?.mutability === 'payable' || entry.call === '';
  const rest = flaws.of(
    at,
    (field) => /^(?:to|call|value|count|from|args\.\d+)$/.test(field) || (more && /^(?:gas|fee)$/.test(field)),
  );
  return (
    <section className="form-card traffic-entry" aria-label={`${index + 1}: ${name}`}>
      <div className="traffic-head">
        <div className="grow">
          <Select
            label="Function"
            options={functionOptions(entry, known)}
            value={optionOf(entry, called)}
            onChange={(id) => onChange(chosenFunction(id, entry, known))}
          />
        </div>
        <div className="traffic-count">
          <TextField
            label="Count"
            {...(share !== undefined && { type: `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %` })}
            value={entry.count}
            placeholder="1"
            onChange={(count) => onChange({ ...entry, count })}
            flaw={flaws.at(`${at}.count`)}
            mono
          />
        </div>
        <IconButton small icon="copy" label={`Duplicate ${name}`} onPress={onCopy} />
        <IconButton small icon="trash" label={`Remove ${name}`} onPress={onRemove} />
      </div>
      {[flaws.at(`${at}.call`), flaws.at(`${at}.to`), ...rest].map(
        (flaw) =>
          flaw !== undefined && (
            <p key={flaw} className="flaw">
              {flaw}
            </p>
          ),
      )}
      {entry.to.kind !== 'literal' && (
        <ValueInput
          label="to"
          type={ADDRESS}
          value={entry.to}
          contracts={contracts}
          onChange={(to) => onChange({ ...entry, to })}
        />
      )}
      <PickInput
        label="Sender"
        pick={entry.from ?? SENDER}
        onChange={(from) => onChange({ ...entry, from })}
        flaw={flaws.at(`${at}.from`)}
      />
      {entry.args.map((arg, n) => {
        const field = called?.inputs[n];
        return (
          <ValueInput
            key={`${entry.call} ${n}`}
            label={field ? fieldName(field, n) : `argument ${n + 1}`}
            type={field?.type}
            value={arg}
            contracts={contracts}
            onChange={(now) => onChange({ ...entry, args: entry.args.map((old, k) => (k === n ? now : old)) })}
            flaw={flaws.at(`${at}.args.${n}`)}
          />
        );
      })}
      {takesValue && (
        <ValueInput
          label="value"
          type={WEI}
          value={entry.value ?? literal('0')}
          contracts={contracts}
          onChange={(value) => onChange({ ...entry, value })}
          flaw={flaws.at(`${at}.value`)}
        />
      )}
      {more ? (
        <>
          <TextField
            label="gas limit"
            value={entry.gas}
            placeholder={section === 'setup' ? '10000000' : '1000000'}
            onChange={(gas) => onChange({ ...entry, gas })}
            flaw={flaws.at(`${at}.gas`)}
            mono
          />
          <ValueInput
            label="priority fee"
            type={WEI}
            value={entry.fee ?? literal('0')}
            contracts={contracts}
            onChange={(fee) => onChange({ ...entry, fee })}
            flaw={flaws.at(`${at}.fee`)}
          />
        </>
      ) : (
        <Button kind="quiet small" onPress={() => setMore(true)}>
          Gas and fee
        </Button>
      )}
    </section>
  );
}

const targetName = ({ to }: TrafficEntry): string =>
  to.kind === 'literal' ? to.text.replace(/^\$/, '') : to.kind === 'name' ? to.name : '';

export function functionOf(entry: TrafficEntry, known: readonly KnownContract[]): TrafficFunction | undefined {
  const contract = known.find(({ name }) => name === targetName(entry));
  const call = entry.call.replaceAll(' ', '');
  const named = contract?.functions.filter(({ name, signature }) => name === call || signature === call) ?? [];
  return named.find(({ inputs }) => inputs.length === entry.args.length) ?? named[0];
}

const optionOf = (entry: TrafficEntry, called: TrafficFunction | undefined): string =>
  entry.call === '' ? TRANSFER : `${targetName(entry)}.${called?.signature ?? entry.call}`;

const changes = ({ mutability }: TrafficFunction): boolean => mutability !== 'view' && mutability !== 'pure';

function functionOptions(entry: TrafficEntry, known: readonly KnownContract[]): readonly Option[] {
  const options: Option[] = known.flatMap(({ name, runtime, functions }) =>
    functions.filter(changes).map((one) => ({
      id: `${name}.${one.signature}`,
      text: `${name}.${one.name}(${one.inputs.map((field, n) => fieldName(field, n)).join(', ')})`,
      before: <RuntimeGlyph runtime={runtime} />,
    })),
  );
  options.push({ id: TRANSFER, text: TRANSFER });
  const now = optionOf(entry, functionOf(entry, known));
  return options.some(({ id }) => id === now) ? options : [{ id: now, text: now }, ...options];
}

function chosenFunction(id: string, entry: TrafficEntry, known: readonly KnownContract[]): TrafficEntry {
  if (id === TRANSFER)
    return {
      ...entry,
      to: { kind: 'account', pick: { kind: 'random' } },
      call: '',
      args: [],
      value: entry.value ?? { kind: 'int', lo: '1', hi: '1 gwei' },
    };
  for (const contract of known) {
    const called = contract.functions.find(({ signature }) => id === `${contract.name}.${signature}`);
    if (called)
      return { ...entry, ...callOf(contract, called), value: called.mutability === 'payable' ? entry.value : null };
  }
  return entry;
}

/** What calls a function with arguments that the seed draws. */
export function callOf(contract: KnownContract, called: TrafficFunction): Pick<TrafficEntry, 'to' | 'call' | 'args'> {
  const overloaded = contract.functions.filter(({ name }) => name === called.name).length > 1;
  return {
    to: literal(contract.name, true),
    call: overloaded ? called.signature : called.name,
    args: called.defaults,
  };
}
