import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testWorkspaces } from '../compiling/workspace.testkit.ts';
import { compilers } from './compiler.ts';
import { buildToolchain } from './dotnet/toolchain.ts';

const workspaces = testWorkspaces();
const compiler = compilers[0]?.create();
beforeAll(async () => void (await buildToolchain()), 300_000);
afterAll(async () => {
  await compiler?.close();
  await workspaces.removeAll();
});

async function compile(source: string) {
  const workspace = await workspaces.create({ 'Contract.cs': source });
  const result = await compiler?.compile({ file: `${workspace}/Contract.cs`, workspace });
  if (result === undefined) throw new Error('there is no C# compiler');
  return result;
}

test.each(['Token', 'DoubleHash'])(
  'what the README of the C# SDK shows compiles: %s',
  async (name) => {
    const readme = readFileSync(join(import.meta.dirname, '../../resources/sdk/csharp/README.md'), 'utf8');
    const examples = [...readme.matchAll(/```csharp\n([\s\S]*?)```/g)].map(([, text]) => text ?? '');
    const result = await compile(examples.find((text) => text.includes(` ${name}(`)) ?? '');
    expect(result).toMatchObject({ ok: true });
    const artifact = result.ok ? result.value.artifacts[0] : undefined;
    expect(artifact?.contract).toBe(name);
  },
  120_000,
);

/** What the README says there is, used once each. */
const EVERYTHING = `using Interleave;
using System.Collections.Generic;

public abstract class Base : Contract
{
    [Storage] protected UInt256 First { get; set; } = 5;
}

public class Everything : Base
{
    public record struct Point(UInt256 X, short Y);
    public record Note(string Text, byte[] Data);
    public enum Color { Red, Green }
    [Error] public record Wrong(UInt256 Is, Point At);
    [Event] public record Seen([Indexed] Address Who, [Indexed] string What, Color Color, Point[] Points);

    [Storage] public Point Place { get; set; }
    [Storage] Color Shade { get; set; }
    [Storage] StorageList<Note> Notes { get; }
    [Storage] Mapping<string, StorageList<StorageList<ushort>>> Deep { get; }
    [Storage] Mapping<Bytes4, Counter> Counters { get; }
    [Storage] public Counter Visits { get; }
    [Storage] ulong[] Numbers { get; set; }

    [Payable] public Everything() => Numbers = new ulong[] { 1, 2 };

    [View] public (UInt256 Total, string Name) Both() => (First, "two");
    [Pure] public Int256 Count(Int256 x, byte y) => x / 2 + y - (Int256)(UInt256)3 << 2;
    [View, NonReentrant] public Bytes32 Digest(Address a) => Crypto.Keccak256(Abi.EncodePacked(a, Block.Number, "x", Msg.Selector));

    [NonReentrant] public void Change(Point at, List<UInt256> amounts)
    {
        Require(amounts.Count > 0, new Wrong(0, at));
        foreach (var amount in amounts) First += amount;
        Place = at;
        var place = Place;
        place.Y++;
        Place = place;
        Notes.Add(new Note("hi", Msg.Data));
        Notes.RemoveBySwap(0);
        Deep["a"].Grow().Add(3);
        Deep.Remove("a");
        Counters[Bytes4.Parse("deadbeef")].Increment();
        Visits.Add(1.Ether());
        Transient.Store(1, Transient.Load(1) + 1);
        foreach (var note in Notes) Emit(new Seen(Msg.Sender, note.Text, Shade, new[] { at }));
        Assert(Numbers.Length == 2);
    }

    public string Attempt(Address other)
    {
        try
        {
            other.Pay(1);
            var answer = other.StaticCall(Abi.Concat(Abi.Selector("f()").ToBytes(), Abi.Encode(Self.Address, Chain.Id)), gas: 5000);
            return answer.Success ? Abi.Decode<string>(answer.Output) : Hex.Of(answer.Output);
        }
        catch (CallFailed failure) when (failure.Is("Reentrancy()"))
        {
            return failure.Reason;
        }
        finally
        {
            Visits.Increment();
        }
    }

    [Receive] public void Take() { }
    [Fallback] public byte[] Other(byte[] data) => data.Length > 4 ? data : throw new Revert("too short");
}
`;

test('so does whatever it names', async () => {
  const result = await compile(EVERYTHING);
  expect(result).toMatchObject({ ok: true });
  const layout = JSON.stringify(
    result.ok ? result.value.artifacts.map(({ storageLayout }) => storageLayout) : undefined,
  );
  // First, Place (two slots), Shade, then what follows.
  for (const [label, slot] of [
    ['first', 0],
    ['place', 1],
    ['shade', 3],
    ['notes', 4],
    ['numbers', 8],
  ])
    expect(layout).toContain(`"label":"${String(label)}","offset":0,"slot":"${String(slot)}"`);
}, 120_000);
