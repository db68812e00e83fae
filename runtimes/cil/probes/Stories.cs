using System;
using Interleave;

/// <summary>What contracts do with storage; each gives what is stored afterwards.</summary>
static class Stories
{
    static readonly Bytes4 key = Bytes4.Parse("0xdeadbeef");
    static readonly Address owner = Address.Parse("0x00000000000000000000000000000000000a11ce");

    public static byte[] Tell(byte which)
    {
        switch (which)
        {
            case 0:
                Stored.Set(0, 0, true);
                Stored.Set(0, 1, owner);
                Stored.Set(0, 21, (sbyte)-2);
                Stored.Set(0, 22, Bytes4.Parse("01020304"));
                Stored.Set(1, 0, (Int128)(-3));
                Stored.Set(1, 16, UInt128.MaxValue);
                Stored.Set(2, 0, Test.Color.Blue);
                Stored.Set(0, 0, false);
                break;
            case 1:
                Stored.Set(0, 0, new string('a', 31));
                Stored.Set(1, 0, new string('b', 32));
                Stored.Set(2, 0, new string('c', 70));
                Stored.Set(3, 0, new string('d', 100));
                Stored.Set(3, 0, new string('e', 33));
                Stored.Set(4, 0, new string('f', 100));
                Stored.Set(4, 0, "g");
                Stored.Set(5, 0, "short");
                Stored.Set(5, 0, "");
                Same(Stored.Get<string>(2, 0), new string('c', 70));
                Same(Stored.Get<string>(4, 0), "g");
                break;
            case 2:
                var list = Stored.Get<StorageList<ushort>>(0, 0);
                for (var i = 0; i < 20; i++) list.Add((ushort)(0x100 + i));
                Same(list.Pop(), (ushort)0x113);
                list.RemoveBySwap(1);
                list[2] = 0xffff;
                Same(list.Count, 18);
                Same(list.ToArray()[1], (ushort)0x112);
                break;
            case 3:
                var texts = Stored.Get<Mapping<sbyte, StorageList<string>>>(7, 0)[-1];
                texts.Add(new string('x', 40));
                texts.Add(new string('y', 40));
                texts.Pop();
                Stored.Get<Mapping<string, ulong>>(8, 0)["alice"] = 5;
                Stored.Get<Mapping<Address, Test.Point>>(9, 0)[owner] = new(1, -1, 3);
                break;
            case 4:
                Emptied();
                break;
            case 5:
                Stored.Set(0, 0, new uint[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 });
                Stored.Set(0, 0, new uint[] { 11, 12 });
                Stored.Set(1, 0, new[] { new uint[] { 1 }, new uint[] { 2, 3 } });
                Stored.Set(1, 0, new[] { new uint[] { 4 } });
                Same(Stored.Get<uint[]>(0, 0)[1], 12u);
                break;
            case 6:
                Stored.Get<StorageList<ushort>>(0, 0).Pop();
                break;
            case 7:
                _ = Stored.Get<StorageList<ushort>>(0, 0)[0];
                break;
            case 8:
                Guard.Enter();
                Guard.Leave();
                Guard.Enter();
                Guard.Enter();
                break;
            case 9:
                return Abi.EncodePacked(owner, (ushort)0x0102, "hi", Bytes4.Parse("deadbeef"));
            case 10:
                Stored.Set(0, 0, UInt256.One);
                _ = Stored.Get<string>(0, 0);
                break;
            default:
                throw new Revert("no story");
        }
        return Memory.Dump();
    }

    /// <summary>Whatever was in them, nothing is left.</summary>
    static void Emptied()
    {
        var nested = Stored.Get<StorageList<StorageList<ushort>>>(0, 0);
        nested.Grow().Add(7);
        var second = nested.Grow();
        for (var i = 0; i < 40; i++) second.Add(8);
        nested.Pop();
        nested.Clear();
        var notes = Stored.Get<StorageList<Test.Note>>(1, 0);
        notes.Add(new(owner, new string('n', 80), 9));
        notes.Add(new(owner, "short", 9));
        notes.RemoveBySwap(0);
        notes.Pop();
        var lists = Stored.Get<Mapping<Bytes4, StorageList<ushort>>>(2, 0);
        for (var i = 0; i < 17; i++) lists[key].Add(1);
        lists.Remove(key);
        Stored.Set(3, 0, new string('z', 99));
        Stored.Set<string>(3, 0, null!);
        Stored.Set(4, 0, new[] { "one", new string('2', 50) });
        Stored.Set(4, 0, Array.Empty<string>());
        // Below the new end a slot keeps what it shares with what is cleared.
        Stored.Set(5, 0, new uint[] { 1, 2, 3, 4, 5, 6, 7, 8, 9 });
        Stored.Set(5, 0, new uint[] { 1 });
        Stored.Set(5, 0, Array.Empty<uint>());
    }

    static void Same<T>(T is_, T should)
    {
        if (!is_!.Equals(should)) throw new Revert($"{is_} where {should} should be");
    }
}
