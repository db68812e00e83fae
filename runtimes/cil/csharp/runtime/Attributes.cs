using System;

namespace Interleave.Runtime;

/// <summary>
/// The method (or every method of the type) runs unmetered and says itself what it costs, with <see cref="Gas.Use"/> and
/// <see cref="Gas.Bytes"/>. Means something in Interleave.Sdk.dll only.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Method | AttributeTargets.Constructor)]
public sealed class TrustedAttribute : Attribute { }

/// <summary>What it does depends on more than its arguments, or is seen outside: precompiles are refused that name it. Read by the compiler.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Method | AttributeTargets.Property)]
public sealed class AsksLedgerAttribute : Attribute { }

/// <summary>
/// Metered code that calls <paramref name="member"/> of <paramref name="type"/> calls this static method instead. It is found by its
/// parameters: those of the member, and before them the instance of an instance member (by reference for a value type).
/// <c>.ctor</c> stands for a constructor; the method then returns the new object. The type parameters of a generic type come before
/// those of the member. A further type parameter before them stands for <paramref name="type"/> itself, or in a constrained call for the
/// type that the call is constrained to; so one method replaces a member of many types. The method itself is not redirected, and is usually <see cref="TrustedAttribute">trusted</see>.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class ReplacesAttribute(Type type, string member) : Attribute
{
    public Type Type { get; } = type;

    public string Member { get; } = member;

    /// <summary>The member is static. Says which one is meant where an instance member has the same parameters (object.Equals).</summary>
    public bool Static { get; init; }
}
