import { decodeHex } from '../../core/hex.ts';
import type { ContractEvent } from '../../core/effects.ts';
import type { AbiField, AbiValue } from './abi-type.ts';
import { decodeFields } from './codec.ts';
import type { ContractAbi } from './contract-abi.ts';
import { describeValues, showNamed, type Shown } from './show.ts';

export interface DecodedEvent {
  readonly name: string;
  readonly args: readonly { readonly name: string; readonly type: string; readonly value: Shown }[];
  /** `Transfer(from: 0x.., to: 0x.., value: 5)`. */
  readonly text: string;
}

/** The event by the ABI of the contract that emitted it; undefined where the ABI has none that fits. */
export function decodeEvent(event: ContractEvent, abi: ContractAbi): DecodedEvent | undefined {
  const [topic, ...topics] = event.topics;
  const known = topic === undefined ? undefined : abi.events.get(topic);
  if (!known || known.inputs.filter((input) => input.indexed).length !== topics.length) return undefined;
  const data = decodeFields(
    known.inputs.filter((input) => !input.indexed),
    event.data,
  );
  if (!data.ok) return undefined;
  let nextTopic = 0;
  let nextData = 0;
  const fields: AbiField[] = [];
  const values: AbiValue[] = [];
  for (const input of known.inputs) {
    if (!input.indexed) {
      fields.push(input);
      values.push(data.value[nextData++] ?? false);
      continue;
    }
    // Indexed values longer than a word are in the log only as their hash.
    const hashed = ['array', 'tuple', 'bytes', 'string'].includes(input.type.kind);
    const field: AbiField = hashed
      ? { name: input.name, type: { kind: 'fixedBytes', size: 32, text: 'bytes32' } }
      : input;
    const value = decodeFields([field], decodeHex(topics[nextTopic++] ?? ''));
    if (!value.ok) return undefined;
    fields.push(field);
    values.push(value.value[0] ?? false);
  }
  return {
    name: known.name,
    args: fields.map((field, i) => ({
      name: field.name,
      type: field.type.text,
      value: showNamed(values[i] ?? false, field.type),
    })),
    text: `${known.name}(${describeValues(values, fields)})`,
  };
}
