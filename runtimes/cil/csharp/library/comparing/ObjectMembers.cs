using System;
using System.Collections.Generic;
using Interleave.Runtime;

namespace Interleave.Library;

/// <summary>
/// What every object has. Reached by way of <c>object</c> or a type parameter, it may belong to a string as well as to a contract's type.
/// Metered: what it calls may call it again.
/// </summary>
public static class ObjectMembers
{
    [Replaces(typeof(object), nameof(ToString))]
    public static string? Text(object self)
    {
        if (self is string text) return text;
        if (self is Exception exception && !HashKinds.HasOwnText(exception)) return Strings.Concat(NameOf(exception), ": ", exception.Message);
        PayText(self);
        var result = self.ToString();
        Gas.Bytes(22 + 2L * (result?.Length ?? 0));
        return result;
    }

    [Replaces(typeof(object), nameof(ToString))]
    public static string? Text<TSelf>(ref TSelf self)
    {
        if (!typeof(TSelf).IsValueType) return Text((object)self!);
        PayText(self!);
        var result = self!.ToString();
        Gas.Bytes(22 + 2L * (result?.Length ?? 0));
        return result;
    }

    /// <summary>Nothing for null, as where texts are joined.</summary>
    public static string TextOrNothing(object? value) => value == null ? "" : Text(value) ?? "";

    /// <summary>Numbers are made text by the class library, which does not pay for itself.</summary>
    static void PayText(object value)
    {
        if (value is IFormattable) Gas.Use(value is Int128 or UInt128 ? UnitsOf.WideNumber : UnitsOf.Number);
    }

    [Trusted]
    static string NameOf(object value) => value.GetType().ToString();

    [Replaces(typeof(object), nameof(GetHashCode))]
    public static int Hash<TSelf>(ref TSelf self) =>
        self == null ? throw new NullReferenceException() : EqualityComparer<TSelf>.Default.GetHashCode(self);

    [Replaces(typeof(object), nameof(Equals))]
    public static bool Same(object self, object? other)
    {
        if (self is string text) return other is string otherText && StringComparing.Equals(text, otherText);
        if (self is ValueType && HashKinds.ComparesFields(self)) return SameFields(self, other);
        return self.Equals(other);
    }

    [Replaces(typeof(object), nameof(Equals))]
    public static bool Same<TSelf>(ref TSelf self, object? other)
    {
        if (!typeof(TSelf).IsValueType) return Same((object)self!, other);
        // A value that may be missing is boxed as what it holds.
        if (default(TSelf) == null) return self == null ? other == null : Same((object)self, other);
        if (HashKinds.ComparesFields(self!)) return SameFields(self!, other);
        return self!.Equals(other);
    }

    [Replaces(typeof(object), nameof(Equals), Static = true)]
    public static bool SameOrNull(object? one, object? other) => one == other || (one != null && other != null && Same(one, other));

    /// <summary>As a struct without an Equals of its own compares, but strings in it are paid for.</summary>
    static bool SameFields(object self, object? other)
    {
        if (other == null || !HashKinds.SameType(self, other)) return false;
        var fields = HashKinds.FieldsOf(self);
        for (var at = 0; at < fields.Length; at++)
        {
            if (!SameOrNull(HashKinds.ValueOf(fields[at], self), HashKinds.ValueOf(fields[at], other))) return false;
        }
        return true;
    }
}
