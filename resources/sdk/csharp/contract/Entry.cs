using System;

namespace Interleave;

/// <summary>What generated entries of contracts have in common.</summary>
public static class Entry
{
    /// <summary>Call data of the frame that runs. Calls of other contracts put it back.</summary>
    internal static byte[] Input = Array.Empty<byte>();

    /// <summary>The first thing that an entry does; a constructor has no call data.</summary>
    public static void Begin(byte[] input) => Input = input;

    /// <summary>A function that is not payable reverts where value came along.</summary>
    public static void RefuseValue()
    {
        if (!Msg.Value.IsZero) throw new Revert();
    }

    /// <summary>The index of an item of a list, as the getter of one takes it.</summary>
    public static int Index(AbiReader reader, int head)
    {
        var index = reader.Word(head);
        return index <= int.MaxValue ? (int)index : throw new Revert();
    }
}
