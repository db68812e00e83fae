using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Interleave.Compiler;

/// <summary>
/// What of the class library contracts may use. What is not here is refused: a clock, randomness, threads, files, reflection and
/// JavaScript are out of reach because nobody has let them in.
/// </summary>
static class AllowList
{
    /// <summary>Types by full name without arity, with all members that <see cref="Denied"/> does not name.</summary>
    static readonly HashSet<string> types = Words("""
        System.Boolean System.Byte System.SByte System.Int16 System.UInt16 System.Int32 System.UInt32 System.Int64 System.UInt64
        System.Int128 System.UInt128 System.Char System.String System.Object System.ValueType System.Enum System.Array System.Void
        System.Nullable System.ValueTuple System.Tuple System.Index System.Range System.Span System.ReadOnlySpan System.Memory
        System.ReadOnlyMemory System.MemoryExtensions System.Math System.Convert System.BitConverter System.Delegate System.MulticastDelegate
        System.Action System.Func System.Predicate System.Comparison System.Converter System.IComparable System.IEquatable
        System.IDisposable System.IFormattable System.StringComparison System.StringComparer System.StringSplitOptions System.IFormatProvider
        System.Exception System.SystemException System.ApplicationException System.ArgumentException System.ArgumentNullException
        System.ArgumentOutOfRangeException System.ArithmeticException System.DivideByZeroException System.FormatException
        System.IndexOutOfRangeException System.InvalidCastException System.InvalidOperationException System.NotImplementedException
        System.NotSupportedException System.NullReferenceException System.OverflowException System.ArrayTypeMismatchException
        System.Attribute System.AttributeUsageAttribute System.AttributeTargets System.FlagsAttribute System.ObsoleteAttribute
        System.ParamArrayAttribute System.SerializableAttribute
        System.Collections.IEnumerable System.Collections.IEnumerator System.Collections.IComparer System.Collections.IEqualityComparer
        System.Collections.ICollection System.Collections.IList System.Collections.IDictionary
        System.Collections.ObjectModel.ReadOnlyCollection System.Collections.ObjectModel.ReadOnlyDictionary
        System.Text.StringBuilder System.Text.Encoding System.Text.UTF8Encoding
        System.Numerics.BitOperations System.Buffers.Binary.BinaryPrimitives
        System.Diagnostics.UnreachableException System.Diagnostics.ConditionalAttribute System.Diagnostics.DebuggerDisplayAttribute
        """);

    /// <summary>Namespaces, all of whose types are allowed.</summary>
    static readonly HashSet<string> namespaces = Words("System.Collections.Generic System.Linq System.Diagnostics.CodeAnalysis");

    /// <summary>What a non-deterministic contract may use as well: what it saw is recorded.</summary>
    static readonly HashSet<string> undetermined = Words("""
        System.DateTime System.DateTimeOffset System.DateOnly System.TimeOnly System.TimeSpan System.DateTimeKind System.DayOfWeek
        System.Random System.Guid System.Double System.Single System.Half System.Decimal System.MathF System.MidpointRounding System.HashCode
        System.Environment System.Diagnostics.Stopwatch
        """);

    /// <summary>Members that are not allowed although their type is, and what to do instead.</summary>
    static readonly Dictionary<string, string> denied = new()
    {
        ["System.Object.GetType"] = "reflection is not allowed in contracts: use pattern matching",
        ["System.Object.MemberwiseClone"] = "copy the fields, or use a record and with",
        ["System.String.ToUpper"] = "use ToUpperInvariant: results must not depend on a culture",
        ["System.String.ToLower"] = "use ToLowerInvariant: results must not depend on a culture",
        ["System.String.Compare"] = "use string.CompareOrdinal: results must not depend on a culture",
        ["System.String.CompareTo"] = "use string.CompareOrdinal: results must not depend on a culture",
        ["System.String.Intern"] = "there is no use for it in a contract",
        ["System.Array.CreateInstance"] = "reflection is not allowed in contracts: use new T[n]",
        ["System.Delegate.DynamicInvoke"] = "reflection is not allowed in contracts: call the delegate",
        ["System.Delegate.Method"] = "reflection is not allowed in contracts",
        ["System.Delegate.CreateDelegate"] = "reflection is not allowed in contracts",
        ["System.Exception.StackTrace"] = "the stack is not part of the state",
        ["System.Exception.TargetSite"] = "reflection is not allowed in contracts",
        ["System.Convert.ChangeType"] = "reflection is not allowed in contracts: use a cast",
        ["System.StringComparer.CurrentCulture"] = "use StringComparer.Ordinal",
        ["System.StringComparer.CurrentCultureIgnoreCase"] = "use StringComparer.OrdinalIgnoreCase",
        ["System.Environment.Exit"] = "throw new Revert(...)",
        ["System.Environment.FailFast"] = "throw new Revert(...)",
        ["System.Environment.GetEnvironmentVariable"] = "a contract has no environment",
        ["System.Environment.GetEnvironmentVariables"] = "a contract has no environment",
        ["System.Environment.SetEnvironmentVariable"] = "a contract has no environment",
        ["System.Environment.StackTrace"] = "the stack is not part of the state",
    };

    static readonly (string Prefix, string Hint)[] hints =
    [
        ("System.DateTime", "the clock differs from machine to machine: use Block.Timestamp, or mark the contract with [NonDeterministic]"),
        ("System.DateOnly", "use Block.Timestamp, or mark the contract with [NonDeterministic]"),
        ("System.TimeOnly", "use Block.Timestamp, or mark the contract with [NonDeterministic]"),
        ("System.TimeSpan", "use seconds as ulong, as Block.Timestamp has them"),
        ("System.Diagnostics.Stopwatch", "the clock differs from machine to machine: use Block.Timestamp, or mark the contract with [NonDeterministic]"),
        ("System.Random", "use Block.PrevRandao, a commit-reveal scheme or an oracle, or mark the contract with [NonDeterministic]"),
        ("System.Guid", "use Crypto.Keccak256 of what is unique, or mark the contract with [NonDeterministic]"),
        ("System.Security.Cryptography.RandomNumberGenerator", "use Block.PrevRandao or an oracle, or mark the contract with [NonDeterministic]"),
        ("System.Security.Cryptography", "use Crypto.Keccak256 or Crypto.Sha256"),
        ("System.Double", "floating point differs from machine to machine: use UInt256 with 18 decimals"),
        ("System.Single", "floating point differs from machine to machine: use UInt256 with 18 decimals"),
        ("System.Half", "floating point differs from machine to machine: use UInt256 with 18 decimals"),
        ("System.Decimal", "use UInt256 with 18 decimals"),
        ("System.Threading", "a contract runs in one thread, to its end"),
        ("System.Console", "write an event with Emit"),
        ("System.IO", "a contract has no files: use [Storage]"),
        ("System.Net", "a contract has no network"),
        ("System.Reflection", "reflection is not allowed in contracts"),
        ("System.Type", "reflection is not allowed in contracts: use pattern matching"),
        ("System.Activator", "reflection is not allowed in contracts: use new"),
        ("System.AppDomain", "reflection is not allowed in contracts"),
        ("System.GC", "memory is metered: nothing has to be collected by hand"),
        ("System.Environment", "a contract has no environment"),
        ("System.HashCode", "hash codes differ from run to run: combine them by hand, or use a record"),
        ("System.Runtime.InteropServices", "a contract has no access to what is not .NET"),
        ("System.Runtime.CompilerServices", "for compilers only"),
        ("System.Globalization", "results must not depend on a culture"),
        ("System.WeakReference", "when memory is collected differs from run to run"),
        ("System.Lazy", "compute it when it is needed"),
    ];

    /// <summary>Why it may not be used; null where it may.</summary>
    public static string? Refusal(ISymbol symbol, bool nonDeterministic)
    {
        var type = symbol as INamedTypeSymbol ?? symbol.ContainingType;
        if (type == null) return null;
        var name = NameOf(type);
        var isAllowed = types.Contains(name) || namespaces.Contains(Namespace(type)) || (nonDeterministic && undetermined.Contains(name));
        if (!isAllowed)
        {
            var hint = hints.FirstOrDefault(one => name == one.Prefix || name.StartsWith(one.Prefix + ".") || (one.Prefix == "System.DateTime" && name.StartsWith(one.Prefix)));
            return hint.Hint ?? "it is not in the list of what contracts may use (resources/sdk/csharp/README.md)";
        }
        return symbol is not INamedTypeSymbol && denied.TryGetValue($"{name}.{symbol.Name}", out var instead) ? instead : null;
    }

    /// <summary>With namespace and outer types, without type parameters.</summary>
    public static string NameOf(INamedTypeSymbol type) => type.ContainingType == null ? $"{Namespace(type)}.{type.Name}" : NameOf(type.ContainingType);

    static string Namespace(INamedTypeSymbol type) => type.ContainingNamespace?.ToDisplayString() ?? "";

    static HashSet<string> Words(string text) => new(text.Split(new[] { ' ', '\n', '\r' }, System.StringSplitOptions.RemoveEmptyEntries));
}
