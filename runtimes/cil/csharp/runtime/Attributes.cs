using System;

namespace Interleave.Runtime;

/// <summary>
/// The method (or every method of the type) runs unmetered and says itself what it costs, with <see cref="Gas.Use"/> and
/// <see cref="Gas.Bytes"/>. Means something in Interleave.Sdk.dll only.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Method | AttributeTargets.Constructor)]
public sealed class TrustedAttribute : Attribute { }

/// <summary>
/// Metered code that calls <paramref name="member"/> of <paramref name="type"/> calls this static method instead. It is found by its
/// parameters: those of the member, and before them the instance of an instance member (by reference for a value type).
/// <c>.ctor</c> stands for a constructor; the method then returns the new object. The type parameters of a generic type come before
/// those of the member. The method itself is not redirected, and is usually <see cref="TrustedAttribute">trusted</see>.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class ReplacesAttribute(Type type, string member) : Attribute
{
    public Type Type { get; } = type;

    public string Member { get; } = member;
}
