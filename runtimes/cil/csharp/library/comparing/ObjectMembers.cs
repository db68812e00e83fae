using System;
using System.Collections.Generic;
using Interleave.Runtime;

namespace Interleave.Library;

/// <summary>What every object has. Reached by way of <c>object</c> or a type parameter, it may belong to a string as well as to a contract's type.</summary>
[Trusted]
static class ObjectMembers
{
    [Replaces(typeof(object), nameof(ToString))]
    public static string? Text(object self)
    {
        if (self is string text) return text;
        var result = self.ToString();
        Gas.Bytes(22 + 2L * (result?.Length ?? 0));
        return result;
    }

    [Replaces(typeof(object), nameof(ToString))]
    public static string? Text<TSelf>(ref TSelf self)
    {
        if (self is string text) return text;
        var result = self!.ToString();
        Gas.Bytes(22 + 2L * (result?.Length ?? 0));
        return result;
    }

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
        if (self is string or null) return Same((object)self!, other);
        if (typeof(TSelf).IsValueType && HashKinds.ComparesFields(self)) return SameFields(self, other);
        return self.Equals(other);
    }

    [Replaces(typeof(object), nameof(Equals), Static = true)]
    public static bool SameOrNull(object? one, object? other) => one == other || (one != null && other != null && Same(one, other));

    /// <summary>As a struct without an Equals of its own compares, but strings in it are paid for.</summary>
    static bool SameFields(object self, object? other)
    {
        if (other == null || other.GetType() != self.GetType()) return false;
        foreach (var field in HashKinds.FieldsOf(self))
        {
            Gas.Use(200);
            Gas.Bytes(64);
            if (!SameOrNull(field.GetValue(self), field.GetValue(other))) return false;
        }
        return true;
    }
}
