import { describe, expect, it } from 'vitest';
import type { AbiJson, Artifact } from '../../core/artifact.ts';
import { parseContractAbi } from '../abi/contract-abi.ts';
import { checkScenario } from './check.ts';
import { parseScenario } from './parse.ts';
import { scenarioAccount } from './account.ts';
import { planDeployment } from './plan-deployment.ts';
import { planTraffic } from './plan-traffic.ts';
import { starterScenario } from './starter.ts';

const artifact = (contract: string, abi: AbiJson, code = 1, source = 'src/file.x'): Artifact => ({
  runtime: 'any',
  contract,
  source,
  abi,
  code: new Uint8Array(code),
  compiler: 'any 1',
});

const inputs = (...types: readonly string[]) => types.map((type, i) => ({ name: `p${String(i)}`, type }));

const EVERYTHING: AbiJson = [
  {
    type: 'constructor',
    inputs: [{ name: 'name', type: 'string' }, ...inputs('address', 'uint8', 'bytes32', 'bytes', 'bool[]')],
  },
  {
    type: 'function',
    name: 'f',
    inputs: inputs('uint8', 'int256', 'bool', 'string', 'bytes', 'bytes4', 'address[2]', 'int8[][]'),
  },
  { type: 'function', name: 'f', inputs: inputs('uint8') },
  {
    type: 'function',
    name: 'yes',
    inputs: [
      {
        name: 't',
        type: 'tuple[]',
        components: [...inputs('address'), { name: 'x', type: 'tuple', components: inputs('bytes') }],
      },
    ],
  },
  { type: 'function', name: 'wide', inputs: inputs('uint256[1000]') },
  { type: 'function', name: 'look', stateMutability: 'view', inputs: inputs('address'), outputs: inputs('uint8') },
];

describe('a scenario made for contracts', () => {
  it('is a scenario whose arguments fit every type', () => {
    const text = starterScenario('src/file.x', [artifact('9 Things', EVERYTHING)]);
    if (!text.ok) throw new Error(text.error);
    const scenario = parseScenario(text.value, 'scenario.yaml');
    if (!scenario.ok) throw new Error(JSON.stringify(scenario.error));
    const abi = parseContractAbi(EVERYTHING);
    if (!abi.ok) throw new Error(abi.error);
    expect(checkScenario(scenario.value, new Map([['contract', abi.value]]))).toEqual([]);
    const [contract] = scenario.value.contracts;
    if (contract?.kind !== 'deploy') throw new Error('nothing is deployed');
    const code = new Uint8Array(1);
    expect(planDeployment(scenario.value, contract, { code, abi: abi.value }, new Map())).toMatchObject({ ok: true });
    const planned = planTraffic(
      scenario.value,
      new Map([['contract', { address: scenarioAccount(99), abi: abi.value }]]),
    );
    // Two f and one yes; what has no short form is left out.
    expect(planned.ok ? planned.value.length : planned.error).toBe(60);
    expect(text.value).toContain('#  - { read: "contract.look(address)", args: [{ account: 0 }], equals: 18 }');
    // With the comments taken away it is one as well.
    const whole = parseScenario(text.value.replaceAll(/^# (?=expect:)|^#(?= {2}-)/gm, ''), 'scenario.yaml');
    expect(whole.ok ? whole.value.expect.length : whole.error).toBe(1);
  });

  it('deploys what others need first, and everything of the file but what is abstract or imported', () => {
    const needs = (name: string): AbiJson => [
      { type: 'constructor', inputs: [{ name: 'x', type: 'address', internalType: `contract ${name}` }] },
    ];
    const text = starterScenario('a.sol', [
      artifact('C', needs('B')),
      artifact('B', needs('A')),
      artifact('A', []),
      artifact('Abstract', [], 0),
      artifact('Imported', [], 1, 'other.sol'),
    ]);
    expect(
      text.ok ? [...text.value.matchAll(/^ {2}(\w+): \{.*?(args.*)? \}$/gm)].map(([, name, args]) => [name, args]) : [],
    ).toEqual([
      ['a', undefined],
      ['b', 'args: [$a]'],
      ['c', 'args: [$b]'],
    ]);
  });

  it('is not made of nothing', () => {
    expect(starterScenario('i.sol', [artifact('I', [], 0)])).toEqual({
      ok: false,
      error: 'i.sol has no contract that can be deployed',
    });
  });
});
