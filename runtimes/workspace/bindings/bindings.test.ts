/** What is generated goes through the product's own compilers, which say by their ABI whether the calls are the right ones. */
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Artifact } from '../../core/artifact.ts';
import { installed } from '../../registry.ts';
import { parseContractAbi } from '../abi/contract-abi.ts';
import { examine } from '../doctor/doctor.ts';
import { AWKWARD } from './awkward-abi.testkit.ts';
import { readBindingAbi } from './binding-abi.ts';
import type { Binding } from './binding.ts';
import { GENERATORS, type BindingLanguage } from './generators.ts';

let folder = '';
beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'interleave-bindings-')));
});
afterAll(() => rm(folder, { recursive: true }));

function bind(to: BindingLanguage, name = 'IMarket'): Binding {
  const abi = readBindingAbi(AWKWARD);
  if (!abi.ok) throw new Error(abi.error);
  const made = GENERATORS[to]({ abi: abi.value, name, from: 'Market.json' });
  if (!made.ok) throw new Error(made.error);
  return made.value;
}

async function compile(
  files: Readonly<Record<string, string>>,
): Promise<{ artifacts: readonly Artifact[]; warnings: readonly string[] }> {
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const file = join(folder, Object.keys(files).at(-1) ?? '');
  const compiler = installed.compilerFor(file)?.create();
  try {
    const result = await compiler?.compile({ file, workspace: folder });
    if (!result?.ok) throw new Error(result?.error.map((one) => `${one.file}:${one.line} ${one.message}`).join('\n'));
    return {
      artifacts: result.value.artifacts,
      warnings: result.value.diagnostics.map(({ file, line, message }) => `${file}:${line} ${message}`),
    };
  } finally {
    await compiler?.close();
  }
}

const signaturesOf = (artifact: Artifact | undefined): readonly string[] => {
  const abi = parseContractAbi(artifact?.abi);
  return abi.ok ? abi.value.functions.map(({ signature }) => signature).sort() : [];
};

const ORDER = '(address,uint8,(uint112,bytes4)[])';

describe('Solidity', () => {
  it('compiles without a warning that could be avoided, and has the same functions, but for keywords', async () => {
    const { text, omitted } = bind('solidity');
    const { artifacts, warnings } = await compile({ 'IMarket.sol': text });
    // The function itself, which cannot be called anything else.
    expect(warnings).toMatchObject([expect.stringContaining('"at" will be promoted to keyword')]);
    const own = parseContractAbi(AWKWARD);
    const all = own.ok ? own.value.functions.map(({ signature }) => signature) : [];
    const left = ['mapping(uint256)', 'delete(string,bytes)'];
    expect(signaturesOf(artifacts[0])).toEqual([...new Set(all)].filter((one) => !left.includes(one)).sort());
    expect(omitted).toEqual([
      { function: 'mapping(uint256)', reason: '"mapping" is a keyword of Solidity' },
      { function: 'delete(string,bytes)', reason: '"delete" is a keyword of Solidity' },
    ]);
  }, 60_000);

  it('keeps names of structs, mutability, events and errors', () => {
    const { text } = bind('solidity');
    for (const line of [
      'struct Leg {',
      'Leg[] legs;',
      'function place(Order calldata order_) external payable returns (uint256 id);',
      'function order(uint256 id) external view returns (Order memory);',
      'event Placed(uint256 indexed id);',
      'event Silent(uint256 indexed a, uint256 indexed b, uint256 indexed c, uint256 indexed d) anonymous;',
      'error TooBig(Order order_);',
      '// left out: Solidity has no overloaded errors',
      '// left out: a function has this name',
    ])
      expect(text).toContain(line);
  });
});

describe('Rust', () => {
  const use = `#![no_std]
mod i_market;
use i_market::*;
use interleave::*;

contract! {
    pub struct Caller {}
    impl Caller {
        pub fn reserves(&self, market: Address) -> (u8, U256) {
            let (reserve0, _, _) = IMarket::at(market).get_reserves();
            let _: U256 = IMarket::at(market).value(U256::ONE).place(Order { owner: market, r#type: 1, legs: Vec::new() });
            IMarket::at(market).place_2(Vec::new());
            (IMarket::at(market).order(U256::ONE).r#type, U256::from(u128::from(reserve0 == reserve0)))
        }
    }
}
`;

  it('names functions as Rust does, and keeps the name of the ABI where that does not lead back', () => {
    const { text, omitted } = bind('rust');
    for (const line of [
      'fn get_reserves(&self) -> (Uint<112>, Uint<112>, u32);',
      '#[name("place")]\n        fn place_2(&mut self, orders: Vec<Order>);',
      '#[name("order_2")]\n        fn order_2(&mut self);',
      '#[name("tokenURI")]\n        fn token_uri(&self, place: U256) -> String;',
      '#[name("gas")]\n        fn gas_(&self) -> U256;',
      '#[name("self")]\n        fn self_(&mut self);',
      'fn matrix(&self, cells: Vec<[Uint<8>; 3]>) -> [U256; 2];',
      '/// Takes value.\n        fn place(&mut self, order: Order) -> U256;',
    ])
      expect(text).toContain(line);
    expect(omitted).toEqual([{ function: 'callback(function)', reason: 'the SDK has no function types' }]);
  });

  it('compiles with the SDK, and calls what it says', async ({ skip }) => {
    const { languages } = await examine(folder);
    skip(!languages.some(({ id, available }) => id === 'rust' && available), 'no Rust compiler');
    const { artifacts } = await compile({ 'i_market.rs': bind('rust').text, 'caller.rs': use });
    expect(signaturesOf(artifacts[0])).toEqual(['reserves(address)']);
  }, 120_000);
});

describe('AssemblyScript', () => {
  it('leaves out what the SDK cannot send, and reads results as wider types', () => {
    const { text, omitted } = bind('assemblyscript');
    expect(omitted.map((one) => one.function)).toEqual([
      `place(${ORDER})`,
      `place(${ORDER}[])`,
      'setFee(uint24)',
      'matrix(uint8[3][])',
      'callback(function)',
    ]);
    for (const line of [
      '@tuple\nexport class GetReservesResult {\n  reserve0: U256;\n  reserve1: U256;\n  value2: u32;\n}',
      '@view abstract getReserves(): GetReservesResult;',
      'abstract setSmall(fee: u16, delta: i64): void;',
      '@name("delete") abstract delete_(delete_: string, fn: Bytes): void;',
      '@name("at") abstract at_(at: Address): void;',
    ])
      expect(text).toContain(line);
  });
});

describe('AssemblyScript, compiled', () => {
  const use = `import { Address, Bytes, Contract, U256 } from "interleave";
import { IMarket } from "./imarket";

@contract
class Caller extends Contract {
  @view reserve(market: Address): U256 {
    const reserves = IMarket.at(market).getReserves();
    return IMarket.at(market).order(U256.ONE).owner == market ? reserves.reserve0 : reserves.reserve1;
  }
  set(market: Address, to: u16): void {
    IMarket.at(market).setSmall(to, -1);
    if (IMarket.at(market).tokenURI(U256.ONE).length > 3) IMarket.at(market).tryDelete_("a", new Bytes());
  }
}
`;

  it('compiles with the SDK', async () => {
    const { artifacts } = await compile({ 'imarket.ts': bind('assemblyscript').text, 'caller.ts': use });
    expect(signaturesOf(artifacts[0])).toEqual(['reserve(address)', 'set(address,uint16)']);
  }, 120_000);
});

describe('C#', () => {
  const use = `using Interleave;

public class Caller : Contract
{
    [View] public UInt256 Reserve(Address market)
    {
        var (first, _, seconds) = new IMarket(market).GetReserves();
        return new IMarket(market).Order(1).Owner == market ? first : seconds;
    }

    [Payable] public UInt256 Go(Address at)
    {
        var market = new IMarket(at);
        market.Place([]);
        market.Matrix([new(1, 2, 3)]);
        try { market.SetFee(3); }
        catch (CallFailed failure) when (IMarket.TooBig.In(failure) is { Order.Legs.Length: > 2 } error) { return error.Order.Type; }
        var leg = new IMarket.Leg(3, default);
        return market.With(value: Msg.Value, gas: 50_000).Place(new IMarket.OrderData(Self.Address, 1, [leg]));
    }
}
`;

  it('has overloads, structs, tuples and errors as C# has them, and leaves out nothing', () => {
    const { text, omitted } = bind('csharp');
    expect(omitted).toEqual([]);
    for (const line of [
      'public readonly struct IMarket(Address address)',
      'public UInt256 Place(OrderData order)',
      'public void Place(OrderData[] orders)',
      'public record struct OrderData(Address Owner, byte Type, Leg[] Legs);',
      'public (UInt128 Reserve0, UInt128 Reserve1, uint) GetReserves()',
      'public UInt256Times2 Matrix(ByteTimes3[] cells)',
      'public void Delete(string delete, byte[] fn)',
      'public Bytes32 DomainSeparator()',
      'Binding.Call(Address, options, true, 0x0902f1ac, call)',
      '[Error, Name("Bad")]\n    public record BadError(string Text)',
      '[Event, Name("Moved")]\n    public record MovedEvent;',
      '// left out: C# has no anonymous events',
    ])
      expect(text).toContain(line);
  });

  it('numbers overloads whose types are the same in C#, and escapes keywords', () => {
    const fn = (name: string, inputs: readonly string[]) => ({
      type: 'function',
      name,
      inputs: inputs.map((type) => ({ name: 'params', type })),
    });
    const abi = readBindingAbi([
      fn('f', ['uint112']),
      fn('f', ['uint128']),
      fn('F', ['uint128']),
      fn('g', ['uint8[]']),
      fn('Address', ['bytes3[99]']),
      fn('1inch'.replace('1', '_1'), []),
    ]);
    const made = abi.ok ? GENERATORS.csharp({ abi: abi.value, name: 'I', from: 'x' }) : abi;
    if (!made.ok) throw new Error(made.error);
    for (const line of [
      'void F(UInt128 @params)',
      'void F2(UInt128 @params)',
      'void F3(',
      'G(List<byte> @params)',
      'void _1inch()',
    ])
      expect(made.value.text).toContain(line);
    expect(made.value.omitted).toEqual([
      { function: 'Address(bytes3[99])', reason: 'a list of 99 is too long for a record' },
    ]);
  });

  it('compiles with the SDK', async () => {
    const { artifacts, warnings } = await compile({ 'IMarket.cs': bind('csharp').text, 'Caller.cs': use });
    expect(warnings).toEqual([]);
    expect(signaturesOf(artifacts[0])).toEqual(['go(address)', 'reserve(address)']);
    // The errors and events of the other contract are not this one's.
    expect(artifacts[0]?.abi.filter(({ type }) => type === 'event' || type === 'error')).toEqual([]);
  }, 120_000);
});

describe('names', () => {
  it.each([
    ['solidity', 'interface'],
    ['solidity', 'a b'],
    ['rust', 'trait'],
    ['rust', 'Address'],
    ['assemblyscript', 'class'],
    ['assemblyscript', 'U256'],
    ['csharp', 'struct'],
    ['csharp', 'Address'],
  ] as const)('%s cannot call an interface %s', (to, name) => {
    const abi = readBindingAbi(AWKWARD);
    const made = abi.ok ? GENERATORS[to]({ abi: abi.value, name, from: 'x' }) : abi;
    expect(made).toMatchObject({ ok: false, error: expect.stringContaining(`"${name}" cannot be the name`) });
  });

  it('never lets a name of the ABI write code', () => {
    const abi = readBindingAbi([{ type: 'function', name: 'a(); function b', inputs: [] }]);
    expect(abi).toMatchObject({ ok: false, error: expect.stringContaining('no language here can spell it') });
    const parameter = readBindingAbi([
      { type: 'function', name: 'f', inputs: [{ name: 'x) external; //', type: 'bool' }] },
    ]);
    expect(parameter.ok ? parameter.value.functions[0]?.inputs[0]?.name : 'x').toBe('');
  });
});
