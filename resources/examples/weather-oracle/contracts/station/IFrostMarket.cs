// Made from contracts/FrostMarket.sol by "cli bindings".
using System;
using System.Collections.Generic;
using Interleave;

public readonly struct IFrostMarket(Address address)
{
    readonly CallOptions options;

    IFrostMarket(Address address, CallOptions options) : this(address) => this.options = options;

    public Address Address { get; } = address;

    /// <summary>The same contract; what is given goes along with each call: value where the function takes it, and at most so much gas.</summary>
    public IFrostMarket With(UInt256 value = default, ulong? gas = null) => new(Address, new CallOptions(value, gas));

    /// <summary><c>agrees() returns (bool)</c></summary>
    public bool Agrees()
    {
        var call = Binding.Begin(0);
        var answer = Binding.Call(Address, options, true, 0x12624831, call);
        return Codec<bool>.Of.Decode(answer, 0, 0);
    }

    /// <summary><c>bet(bool)</c> Takes value.</summary>
    public void Bet(bool frost)
    {
        var call = Binding.Begin(32);
        Codec<bool>.Of.Encode(call, frost, 0, 0);
        Binding.Call(Address, options, false, 0x523afb0d, call);
    }

    /// <summary><c>discrepancy() returns (int256)</c></summary>
    public Int256 Discrepancy()
    {
        var call = Binding.Begin(0);
        var answer = Binding.Call(Address, options, true, 0x2b271e6d, call);
        return Codec<Int256>.Of.Decode(answer, 0, 0);
    }

    /// <summary><c>paid() returns (uint256)</c></summary>
    public UInt256 Paid()
    {
        var call = Binding.Begin(0);
        var answer = Binding.Call(Address, options, true, 0x295b4e17, call);
        return Codec<UInt256>.Of.Decode(answer, 0, 0);
    }

    /// <summary><c>report(int64)</c></summary>
    public void Report(long temperature)
    {
        var call = Binding.Begin(32);
        Codec<long>.Of.Encode(call, temperature, 0, 0);
        Binding.Call(Address, options, false, 0xa211cde6, call);
    }

    /// <summary><c>reported(uint256) returns (int64)</c></summary>
    public long Reported(UInt256 round)
    {
        var call = Binding.Begin(32);
        Codec<UInt256>.Of.Encode(call, round, 0, 0);
        var answer = Binding.Call(Address, options, true, 0xd6069060, call);
        return Codec<long>.Of.Decode(answer, 0, 0);
    }

    /// <summary><c>round() returns (uint256)</c></summary>
    public UInt256 Round()
    {
        var call = Binding.Begin(0);
        var answer = Binding.Call(Address, options, true, 0x146ca531, call);
        return Codec<UInt256>.Of.Decode(answer, 0, 0);
    }

    /// <summary><c>settle() returns (uint256)</c></summary>
    public UInt256 Settle()
    {
        var call = Binding.Begin(0);
        var answer = Binding.Call(Address, options, false, 0x11da60b4, call);
        return Codec<UInt256>.Of.Decode(answer, 0, 0);
    }

    /// <summary><c>settledTo(address) returns (uint256)</c></summary>
    public UInt256 SettledTo(Address better)
    {
        var call = Binding.Begin(32);
        Codec<Address>.Of.Encode(call, better, 0, 0);
        var answer = Binding.Call(Address, options, true, 0xb8001f48, call);
        return Codec<UInt256>.Of.Decode(answer, 0, 0);
    }

    /// <summary><c>staked() returns (uint256)</c></summary>
    public UInt256 Staked()
    {
        var call = Binding.Begin(0);
        var answer = Binding.Call(Address, options, true, 0x0b76619b, call);
        return Codec<UInt256>.Of.Decode(answer, 0, 0);
    }

    /// <summary><c>station() returns (address)</c></summary>
    public Address Station()
    {
        var call = Binding.Begin(0);
        var answer = Binding.Call(Address, options, true, 0xd6a15240, call);
        return Codec<Address>.Of.Decode(answer, 0, 0);
    }

    /// <summary><c>won(address,uint256) returns (uint256)</c></summary>
    public UInt256 Won(Address better, UInt256 which)
    {
        var call = Binding.Begin(64);
        Codec<Address>.Of.Encode(call, better, 0, 0);
        Codec<UInt256>.Of.Encode(call, which, 32, 0);
        var answer = Binding.Call(Address, options, true, 0xf5f0b37c, call);
        return Codec<UInt256>.Of.Decode(answer, 0, 0);
    }

    /// <summary><c>error NothingStaked()</c></summary>
    [Error]
    public record NothingStaked
    {
        /// <summary>This error, if it is what the call failed with.</summary>
        public static NothingStaked? In(CallFailed failure)
        {
            if (!failure.Is("NothingStaked()")) return null;
            return new NothingStaked();
        }
    }

    /// <summary><c>error OnlyStation()</c></summary>
    [Error]
    public record OnlyStation
    {
        /// <summary>This error, if it is what the call failed with.</summary>
        public static OnlyStation? In(CallFailed failure)
        {
            if (!failure.Is("OnlyStation()")) return null;
            return new OnlyStation();
        }
    }

    [Event, Name("Reported")]
    public record ReportedEvent([Indexed] UInt256 Round, long Temperature, UInt256 Warm, UInt256 Frost);

    [Event]
    public record Settled([Indexed] Address Better, UInt256 Amount);
}
