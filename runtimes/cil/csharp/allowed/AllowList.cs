using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Interleave.Compiler;

/// <summary>
/// Reads <see cref="ClassLibrary"/>: what of the class library contracts may use. A clock, randomness, threads, files, reflection and
/// JavaScript are out of reach because nobody has let them in.
/// </summary>
static class AllowList
{
    const string Unknown = "it is not in the list of what contracts may use (resources/sdk/csharp/README.md)";

    /// <summary>Of types, or members where their type may be used, that are refused. The longest beginning counts.</summary>
    static readonly (string Prefix, string Hint)[] hints =
    [
        ("System.DateTime", "the clock differs from machine to machine: use Block.Timestamp, or mark the class with [NonDeterministic]"),
        ("System.DateTimeOffset", "the clock differs from machine to machine: use Block.Timestamp, or mark the class with [NonDeterministic]"),
        ("System.DateOnly", "use Block.Timestamp, or mark the class with [NonDeterministic]"),
        ("System.TimeOnly", "use Block.Timestamp, or mark the class with [NonDeterministic]"),
        ("System.TimeSpan", "use seconds as ulong, as Block.Timestamp has them, or mark the class with [NonDeterministic]"),
        ("System.Diagnostics.Stopwatch", "the clock differs from machine to machine: use Block.Timestamp, or mark the class with [NonDeterministic]"),
        ("System.Random", "use Block.PrevRandao, a commit-reveal scheme or an oracle, or mark the class with [NonDeterministic]"),
        ("System.Guid", "use Crypto.Keccak256 of what is unique, or mark the class with [NonDeterministic]"),
        ("System.Security.Cryptography.RandomNumberGenerator", "use Block.PrevRandao or an oracle, or mark the class with [NonDeterministic]"),
        ("System.Security.Cryptography", "use Crypto.Keccak256 or Crypto.Sha256"),
        ("System.Double", "floating point differs from machine to machine: use UInt256 with 18 decimals, or mark the class with [NonDeterministic]"),
        ("System.Single", "floating point differs from machine to machine: use UInt256 with 18 decimals, or mark the class with [NonDeterministic]"),
        ("System.Half", "floating point differs from machine to machine: use UInt256 with 18 decimals, or mark the class with [NonDeterministic]"),
        ("System.MathF", "floating point differs from machine to machine: use UInt256 with 18 decimals, or mark the class with [NonDeterministic]"),
        ("System.Decimal", "use UInt256 with 18 decimals, or mark the class with [NonDeterministic]"),
        ("System.Threading", "a contract runs in one thread, to its end"),
        ("System.Console", "write an event with Emit"),
        ("System.IO", "a contract has no files: use [Storage]"),
        ("System.Net", "a contract has no network"),
        ("System.Reflection", "reflection is not allowed in contracts"),
        ("System.Type", "reflection is not allowed in contracts: use pattern matching"),
        ("System.Activator", "reflection is not allowed in contracts: use new"),
        ("System.AppDomain", "reflection is not allowed in contracts"),
        ("System.GC", "memory is metered: nothing has to be collected by hand"),
        ("System.Environment", "a contract has no environment; use Block.Timestamp for the time, or mark the class with [NonDeterministic] and use TickCount64"),
        ("System.Runtime.InteropServices", "a contract has no access to what is not .NET"),
        ("System.Runtime.CompilerServices", "for compilers only"),
        ("System.Globalization", "leave the culture out: contracts write and read numbers without one"),
        ("System.WeakReference", "when memory is collected differs from run to run"),
        ("System.Lazy", "compute it when it is needed"),
        ("System.Convert", "use a cast, Parse and ToString, or Hex and Utf8 (using Interleave)"),
        ("System.Tuple", "use a tuple of the language: (a, b)"),
        ("System.Enum", "name the members yourself: value is Side.Buy or Side.Sell"),
        ("System.ValueType", "a struct is compared by its own Equals: make it a record struct"),
        ("System.BitConverter", "use Hex or BinaryPrimitives"),
        ("System.Text", "use Utf8.Bytes and Utf8.Text (using Interleave)"),
        ("System.Collections.IList", "use IList<T>"),
        ("System.Collections.ICollection", "use ICollection<T>"),
        ("System.Collections.IDictionary", "use IDictionary<K, V>"),
        ("System.Collections.ArrayList", "use List<T>"),
        ("System.Collections.Hashtable", "use Dictionary<K, V>"),
        ("System.Collections.Generic.ReferenceEqualityComparer", "where an object lies differs from run to run: compare values"),
        ("System.Array", "use the members with type parameters, a List<T> or LINQ"),
    ];

    const string Allowed = "";
    const string Refused = " ";

    static readonly (Dictionary<string, string> Free, Dictionary<string, string> Undetermined) types = Read();

    /// <summary>By <c>Type</c> and by <c>Type.member</c>: whether it is allowed, or refused, or refused with a hint.</summary>
    static (Dictionary<string, string>, Dictionary<string, string>) Read()
    {
        Dictionary<string, string> free = new(), undetermined = new();
        Dictionary<string, string>? into = null;
        var names = Array.Empty<string>();
        foreach (var line in Joined())
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var type = Array.IndexOf(words, "type");
            if (type is 0 or 1)
            {
                into = words[0] switch { "type" => free, "undetermined" => undetermined, _ => null };
                names = words.Skip(type + 1).ToArray();
                foreach (var name in names) into?.TryAdd(name, Allowed);
                continue;
            }
            var hint = line.IndexOf(" : ");
            var verdict = words[0] != "refused" ? Allowed : hint < 0 ? Refused : line.Substring(hint + 3);
            var members = (hint < 0 ? line : line.Substring(0, hint)).Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1);
            foreach (var member in members)
            {
                foreach (var name in names)
                {
                    if (into != null) into[$"{name}.{member}"] = verdict;
                }
            }
        }
        return (free, undetermined);
    }

    /// <summary>A line that begins with a blank goes on with the one before.</summary>
    static IEnumerable<string> Joined()
    {
        var whole = "";
        foreach (var line in ClassLibrary.Members.Split('\n'))
        {
            if (!line.StartsWith(' ') && whole != "")
            {
                yield return whole;
                whole = "";
            }
            whole += (whole == "" ? "" : " ") + line.Trim();
        }
        yield return whole;
    }

    /// <summary>Whether contracts may use anything of a namespace or of one in it.</summary>
    public static bool HasTypesIn(string space) =>
        types.Free.Keys.Concat(types.Undetermined.Keys).Any(name => name.StartsWith(space + "."));

    /// <summary>Why it may not be used; null where it may.</summary>
    public static string? Refusal(ISymbol symbol, bool nonDeterministic)
    {
        var type = symbol as INamedTypeSymbol ?? symbol.ContainingType;
        if (type == null) return null;
        var name = MemberText.NameOf(type);
        var list = types.Free.ContainsKey(name) ? types.Free : types.Undetermined;
        if (!list.ContainsKey(name) || (list == types.Undetermined && !nonDeterministic)) return HintFor(name);
        if (symbol is INamedTypeSymbol) return null;
        var member = Called(symbol);
        foreach (var text in MemberText.Of(member))
        {
            if (!list.TryGetValue($"{name}.{text}", out var verdict)) continue;
            return verdict switch { Allowed => null, Refused => HintFor($"{name}.{symbol.Name}"), _ => verdict };
        }
        return HintFor($"{name}.{symbol.Name}");
    }

    /// <summary>A property is its accessor.</summary>
    static ISymbol Called(ISymbol symbol) => symbol switch
    {
        IPropertySymbol { GetMethod: { } get } => get,
        IPropertySymbol { SetMethod: { } set } => set,
        _ => symbol,
    };

    static string HintFor(string name) =>
        hints.Where(one => name == one.Prefix || name.StartsWith(one.Prefix + ".") || name.StartsWith(one.Prefix + "/"))
            .OrderByDescending(one => one.Prefix.Length).Select(one => one.Hint).FirstOrDefault() ?? Unknown;
}
