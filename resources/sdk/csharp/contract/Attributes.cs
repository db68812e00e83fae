using System;

namespace Interleave;

/// <summary>A property that lasts: it lies in the contract's storage. An auto-property of a contract: <c>[Storage] public UInt256 Total { get; private set; }</c></summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class StorageAttribute : Attribute { }

/// <summary>A function that changes nothing: whatever tries to is stopped. Anybody may call it for free from outside.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ViewAttribute : Attribute { }

/// <summary>A function that does not even read state.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PureAttribute : Attribute { }

/// <summary>A function or constructor that takes value.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Constructor)]
public sealed class PayableAttribute : Attribute { }

/// <summary>A public method that is no function of the contract.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public sealed class InternalAttribute : Attribute { }

/// <summary>While one of the contract's functions with this attribute runs, none of them can be called again: the call reverts with Reentrancy().</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NonReentrantAttribute : Attribute { }

/// <summary>Takes payments without data. It is payable.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReceiveAttribute : Attribute { }

/// <summary>Takes calls that no function takes. Its parameter, if any, is the call data, its result what is returned, byte[] both.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FallbackAttribute : Attribute { }

/// <summary>A record that <c>Emit</c> writes to the log.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class EventAttribute : Attribute { }

/// <summary>A field of an event by which it can be found; three at most.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class IndexedAttribute : Attribute { }

/// <summary>A record that <c>Require</c> and <c>Revert</c> give to the caller.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class ErrorAttribute : Attribute { }

/// <summary>The name in the ABI, where it is not the C# name (functions and parameters: with a small first letter).</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property | AttributeTargets.Parameter | AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class NameAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}

/// <summary>
/// A function of bytes that a scenario binds to an address, where all contracts can call it: <c>[Precompile] public static byte[] Root(byte[] leaves)</c>.
/// It has nothing but its input: no storage, no sender, no value, no events, no calls, no block.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PrecompileAttribute : Attribute { }

/// <summary>
/// A contract that may look at the clock, draw random numbers and use floating point. What it did is recorded and checked, never
/// computed again: every transaction that runs it is recorded as a whole. On a class or struct that is no contract: only what has the
/// attribute too may use it.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = true)]
public sealed class NonDeterministicAttribute : Attribute { }
