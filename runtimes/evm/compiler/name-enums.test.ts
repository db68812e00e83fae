import { expect, it } from 'vitest';
import { parseContractAbi } from '../../workspace/abi/contract-abi.ts';
import { enumsOf, nameEnums, nameEnumsOfLayout } from './name-enums.ts';

const definition = (id: number, canonicalName: string, ...members: readonly string[]): unknown => ({
  nodeType: 'EnumDefinition',
  id,
  canonicalName,
  members: members.map((name) => ({ name })),
});
const bank = { nodes: [{ nodeType: 'ContractDefinition', nodes: [definition(7, 'Bank.Mood', 'Calm', 'Happy')] }] };

it('members stand in the ABI, in tuples and lists as well, where there is one enum of that name', () => {
  const of = (internalType: string, type = 'uint8') => ({ name: '', type, internalType });
  const inputs = [
    of('enum Bank.Mood[2]', 'uint8[2]'),
    { name: '', type: 'tuple', internalType: 'struct S', components: [of('enum Bank.Mood')] },
    of('enum Size'),
    of('uint8'),
  ];
  const asts = [bank, { nodes: [definition(8, 'Size', 'Small')] }, { nodes: [definition(9, 'Size', 'Large')] }];
  const abi = parseContractAbi(nameEnums([{ type: 'function', name: 'f', inputs }], enumsOf(asts)));
  const mood = { kind: 'uint', bits: 8, text: 'uint8', enum: { name: 'Mood', members: ['Calm', 'Happy'] } };
  expect(abi.ok && abi.value.functions[0]?.inputs.map(({ type }) => type)).toEqual([
    { kind: 'array', length: 2, text: 'uint8[2]', item: mood },
    { kind: 'tuple', text: '(uint8)', components: [{ name: '', type: mood }] },
    { kind: 'uint', bits: 8, text: 'uint8' },
    { kind: 'uint', bits: 8, text: 'uint8' },
  ]);
});

it('a storage layout names its enums by their place in the source, whatever they are called', () => {
  const other = { nodes: [definition(8, 'Bank.Mood', 'Sad')] };
  const layout = { storage: [], types: { 't_enum(Mood)7': { label: 'enum Bank.Mood' }, t_uint8: { label: 'uint8' } } };
  expect(nameEnumsOfLayout(layout, enumsOf([bank, other]))).toEqual({
    storage: [],
    types: {
      't_enum(Mood)7': { label: 'enum Bank.Mood', enumMembers: ['Calm', 'Happy'] },
      t_uint8: { label: 'uint8' },
    },
  });
});
