using Interleave.Runtime;

namespace Interleave;

/// <summary>What generated entries of contracts have in common.</summary>
public static class Entry
{
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
