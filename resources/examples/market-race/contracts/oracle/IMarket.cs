// Made from contracts/Market.sol by "cli bindings".
using System;
using System.Collections.Generic;
using Interleave;

public readonly struct IMarket(Address address)
{
    readonly CallOptions options;

    IMarket(Address address, CallOptions options) : this(address) => this.options = options;

    public Address Address { get; } = address;

    /// <summary>The same contract; what is given goes along with each call: value where the function takes it, and at most so much gas.</summary>
    public IMarket With(UInt256 value = default, ulong? gas = null) => new(Address, new CallOptions(value, gas));

    /// <summary><c>claim() returns (uint256)</c></summary>
    public UInt256 Claim()
    {
        var call = Binding.Begin(0);
        var answer = Binding.Call(Address, options, false, 0x4e71d92d, call);
        return Codec<UInt256>.Of.Decode(answer, 0, 0);
    }

    /// <summary><c>onDeposit(uint256)</c></summary>
    public void OnDeposit(UInt256 amount)
    {
        var call = Binding.Begin(32);
        Codec<UInt256>.Of.Encode(call, amount, 0, 0);
        Binding.Call(Address, options, false, 0x8287ccb4, call);
    }

    /// <summary><c>oracle() returns (address)</c></summary>
    public Address Oracle()
    {
        var call = Binding.Begin(0);
        var answer = Binding.Call(Address, options, true, 0x7dc0d1d0, call);
        return Codec<Address>.Of.Decode(answer, 0, 0);
    }

    /// <summary><c>price() returns (uint256)</c></summary>
    public UInt256 Price()
    {
        var call = Binding.Begin(0);
        var answer = Binding.Call(Address, options, true, 0xa035b1fe, call);
        return Codec<UInt256>.Of.Decode(answer, 0, 0);
    }

    /// <summary><c>reserve() returns (uint256)</c></summary>
    public UInt256 Reserve()
    {
        var call = Binding.Begin(0);
        var answer = Binding.Call(Address, options, true, 0xcd3293de, call);
        return Codec<UInt256>.Of.Decode(answer, 0, 0);
    }

    /// <summary><c>shares(address) returns (uint256)</c></summary>
    public UInt256 Shares(Address arg0)
    {
        var call = Binding.Begin(32);
        Codec<Address>.Of.Encode(call, arg0, 0, 0);
        var answer = Binding.Call(Address, options, true, 0xce7c2ac2, call);
        return Codec<UInt256>.Of.Decode(answer, 0, 0);
    }

    /// <summary><c>swap(uint256,uint256) returns (uint256)</c></summary>
    public UInt256 Swap(UInt256 amount, UInt256 minOut)
    {
        var call = Binding.Begin(64);
        Codec<UInt256>.Of.Encode(call, amount, 0, 0);
        Codec<UInt256>.Of.Encode(call, minOut, 32, 0);
        var answer = Binding.Call(Address, options, false, 0xd96073cf, call);
        return Codec<UInt256>.Of.Decode(answer, 0, 0);
    }

    /// <summary><c>sync(uint256)</c></summary>
    public void Sync(UInt256 newPrice)
    {
        var call = Binding.Begin(32);
        Codec<UInt256>.Of.Encode(call, newPrice, 0, 0);
        Binding.Call(Address, options, false, 0xb1357bf9, call);
    }

    /// <summary><c>token() returns (address)</c></summary>
    public Address Token()
    {
        var call = Binding.Begin(0);
        var answer = Binding.Call(Address, options, true, 0xfc0c546a, call);
        return Codec<Address>.Of.Decode(answer, 0, 0);
    }

    /// <summary><c>error NotOracle()</c></summary>
    [Error]
    public record NotOracle
    {
        /// <summary>This error, if it is what the call failed with.</summary>
        public static NotOracle? In(CallFailed failure)
        {
            if (!failure.Is("NotOracle()")) return null;
            return new NotOracle();
        }
    }

    /// <summary><c>error NotToken()</c></summary>
    [Error]
    public record NotToken
    {
        /// <summary>This error, if it is what the call failed with.</summary>
        public static NotToken? In(CallFailed failure)
        {
            if (!failure.Is("NotToken()")) return null;
            return new NotToken();
        }
    }

    /// <summary><c>error Slippage(uint256,uint256)</c></summary>
    [Error]
    public record Slippage(UInt256 Out, UInt256 MinOut)
    {
        /// <summary>This error, if it is what the call failed with.</summary>
        public static Slippage? In(CallFailed failure)
        {
            if (!failure.Is("Slippage(uint256,uint256)")) return null;
            var answer = new AbiReader(failure.Data, 4);
            return new Slippage(Codec<UInt256>.Of.Decode(answer, 0, 0), Codec<UInt256>.Of.Decode(answer, 32, 0));
        }
    }

    [Event]
    public record Claimed([Indexed] Address By, UInt256 Amount);

    [Event]
    public record Swapped([Indexed] Address By, UInt256 Paid, UInt256 Out);
}
