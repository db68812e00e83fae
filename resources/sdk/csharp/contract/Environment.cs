using System;
using Interleave.Runtime;

namespace Interleave;

/// <summary>The call that runs.</summary>
public static class Msg
{
    /// <summary>Whoever calls: an account or a contract.</summary>
    [AsksLedger]
    public static Address Sender => new(Host.Facts.Caller);

    /// <summary>What was sent along, 18 decimals.</summary>
    [AsksLedger]
    public static UInt256 Value => new(Host.Facts.Value);

    /// <summary>Selector and arguments, a copy; empty in a constructor.</summary>
    public static byte[] Data => Entry.Input.AsSpan().ToArray();

    /// <summary>The first four bytes of the data, zero where there are fewer.</summary>
    public static Bytes4 Selector => Entry.Input.Length < 4 ? default : new Bytes4(Entry.Input.AsSpan(0, 4));
}

/// <summary>The transaction that it is part of.</summary>
[AsksLedger]
public static class Tx
{
    /// <summary>The account that signed the transaction.</summary>
    public static Address Origin => new(Host.Facts.Origin);

    /// <summary>What a unit of gas costs, 18 decimals.</summary>
    public static UInt256 GasPrice => new(Host.Facts.GasPrice);
}

/// <summary>The block that it is part of.</summary>
[AsksLedger]
public static class Block
{
    /// <summary>Number of the block.</summary>
    public static ulong Number => Host.Facts.Number;

    /// <summary>Seconds since 1970. The same for all transactions of a block: it is no clock.</summary>
    public static ulong Timestamp => Host.Facts.Timestamp;

    /// <summary>The most gas that the block may use.</summary>
    public static ulong GasLimit => Host.Facts.GasLimit;

    /// <summary>Who gets the fees of the block.</summary>
    public static Address Coinbase => new(Host.Facts.Coinbase);

    /// <summary>The part of the gas price that is burnt.</summary>
    public static UInt256 BaseFee => new(Host.Facts.BaseFee);

    /// <summary>Random to users, known to whoever makes the block.</summary>
    public static UInt256 PrevRandao => new(Host.Facts.PrevRandao);

    /// <summary>Of one of the last 256 blocks, else zero.</summary>
    public static Bytes32 Hash(ulong number) => Bytes32.FromUInt256(new UInt256(Host.BlockHash((long)Math.Min(number, long.MaxValue))));
}

/// <summary>The ledger that it is all on.</summary>
[AsksLedger]
public static class Chain
{
    /// <summary>The number of the chain, part of what accounts sign.</summary>
    public static UInt256 Id => new(Host.Facts.ChainId);
}

/// <summary>The contract itself.</summary>
[AsksLedger]
public static class Self
{
    /// <summary>Address of the contract that runs.</summary>
    public static Address Address => new(Host.Facts.Self);

    /// <summary>What the contract owns.</summary>
    public static UInt256 Balance => Address.Balance();
}
