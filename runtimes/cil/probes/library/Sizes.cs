using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Interleave;

/// <summary>Does one thing with the class library, on input of a size, so many times. library-prices.test.ts compares what it costs.</summary>
public class Sizes : Contract
{
    sealed record Key(int Number, string Text);

    struct Plain { public string Text; public long Number; }

    [Pure] public ulong Run(string what, uint size, uint times)
    {
        var n = (int)size;
        var text = new string('a', n);
        var other = new string('a', n);
        var last = new string('a', n - 1) + "b";
        var csv = string.Concat(Enumerable.Repeat("abcdefghi,", n / 10));
        var wide = new string('\u00e9', n);
        var spaces = new string(' ', n);
        var bytes = new byte[n];
        var copy = new byte[n];
        var ints = new int[n];
        for (var i = 0; i < n; i++) ints[i] = (int)((i * 7919L) % n);
        var words = new string[n / 10];
        Array.Fill(words, "0123456789");
        var list = new List<int>(ints);
        var set = what == "HashSet" ? new HashSet<int>(ints) : null;
        var map = what == "Dictionary" ? ints.ToDictionary(one => one, one => one) : null;
        var sorted = what == "SortedSet" ? new SortedSet<int>(ints) : null;
        var boxed = (object)text;
        IComparable<string> comparable = text;
        ICollection<int> collection = ints;
        IList<string> texts = words;
        ulong sum = 0;
        for (var i = 0u; i < times; i++)
        {
            sum += unchecked((uint)(what switch
            {
                "nothing" => 0,
                "Concat" => string.Concat(text, other).Length,
                "+" => (text + i + other).Length,
                "Concat of many" => string.Concat(words).Length,
                "Concat of objects" => string.Concat(text, 5, other).Length,
                "Join" => string.Join(", ", words).Length,
                "Join of values" => string.Join('-', ints).Length,
                "$" => $"{text} and {other,5} {i:X}".Length,
                "Format" => string.Format("{0} {1}", text, i).Length,
                "new string" => new string('x', n).Length,
                "Substring" => text.Substring(1).Length,
                "[..]" => text[1..^1].Length,
                "Insert" => text.Insert(3, "abc").Length,
                "Remove" => text.Remove(3, 1).Length,
                "PadLeft" => "a".PadLeft(n).Length,
                "Replace letter" => text.Replace('a', 'b').Length,
                "Replace text" => text.Replace("a", "bc").Length,
                "ToUpperInvariant" => text.ToUpperInvariant().Length,
                "ToLowerInvariant" => wide.ToLowerInvariant().Length,
                "Trim" => spaces.Trim().Length,
                "Split" => csv.Split(',').Length,
                "Split by text" => csv.Split(",").Length,
                "ToCharArray" => text.ToCharArray().Length,
                "IndexOf letter" => text.IndexOf('z'),
                "IndexOf text" => text.IndexOf("az"),
                "IndexOf ignoring case" => wide.IndexOf("z", StringComparison.OrdinalIgnoreCase),
                "LastIndexOf" => text.LastIndexOf("za"),
                "Contains" => text.Contains("az") ? 1 : 0,
                "StartsWith" => text.StartsWith(other) ? 1 : 0,
                "Equals" => text.Equals(last) ? 1 : 0,
                "==" => text == other ? 1 : 0,
                "!=" => text != last ? 1 : 0,
                "Equals of objects" => boxed.Equals(other) ? 1 : 0,
                "Equals of any" => object.Equals(text, other) ? 1 : 0,
                "Equals ignoring case" => wide.Equals(other, StringComparison.OrdinalIgnoreCase) ? 1 : 0,
                "CompareOrdinal" => string.CompareOrdinal(text, other),
                "Compare" => string.Compare(text, other),
                "CompareTo" => text.CompareTo(other),
                "CompareTo by interface" => comparable.CompareTo(other),
                "generic Equals" => Same(text, other) ? 1 : 0,
                "records" => new Key(1, text) == new Key(1, other) ? 1 : 0,
                "structs" => new Plain { Text = text }.Equals(new Plain { Text = other }) ? 1 : 0,
                "tuples" => (1, text).Equals((1, other)) ? 1 : 0,
                "switch" => text switch { "a" => 1, "b" => 2, _ => text is "c" or "d" ? 3 : 4 },
                "text as key" => new Dictionary<string, int> { [text] = 1 }.Count,
                "IsNullOrWhiteSpace" => string.IsNullOrWhiteSpace(spaces) ? 1 : 0,
                "int.Parse" => int.TryParse(spaces + "7", out var parsed) ? parsed : 0,
                "format" => 5.ToString("D" + n).Length,
                "UTF-8" => Encoding.UTF8.GetBytes(wide).Length,
                "UTF-8 back" => Encoding.UTF8.GetString(bytes).Length,
                "Copy" => Copied(bytes, copy),
                "Clone" => ((byte[])bytes.Clone()).Length,
                "array [..]" => bytes[1..].Length,
                "Fill" => Filled(ints),
                "Reverse" => Reversed(ints),
                "Clear" => Cleared(copy),
                "Resize" => Resized(bytes, n + 1),
                "IndexOf in array" => Array.IndexOf(ints, -1),
                "Contains by interface" => collection.Contains(-1) ? 1 : 0,
                "IndexOf by interface" => texts.IndexOf("0123456780"),
                "CopyTo by interface" => CopiedTo(collection, new int[n]),
                "Find" => Array.Find(ints, one => one < 0),
                "Sort" => Sorted(ints),
                "Span.CopyTo" => SpanCopied(bytes, copy),
                "Span.Fill" => SpanFilled(copy),
                "Span.ToArray" => bytes.AsSpan(1).ToArray().Length,
                "SequenceEqual" => bytes.AsSpan().SequenceEqual(copy) ? 1 : 0,
                "Span.IndexOf" => ints.AsSpan().IndexOf(-1),
                "List.AddRange" => Added(list),
                "List.Insert" => Inserted(list),
                "List.RemoveAt" => RemovedFrom(list),
                "List.Contains" => list.Contains(-1) ? 1 : 0,
                "List.ToArray" => list.ToArray().Length,
                "HashSet" => new HashSet<int>(set).Count,
                "Dictionary" => new Dictionary<int, int>(map).Count,
                "SortedSet" => new SortedSet<int>(sorted).Count,
                "Queue" => new Queue<int>(ints).Count,
                "LinkedList" => new LinkedList<int>(ints).Count,
                "Sum" => ints.Sum(one => one & 1),
                "OrderBy" => ints.OrderBy(one => one).First(),
                "GroupBy" => ints.GroupBy(one => one & 7).Count(),
                "Distinct" => ints.Distinct().Count(),
                "Reverse of a sequence" => Enumerable.Reverse(ints).First(),
                "SequenceEqual of sequences" => ints.SequenceEqual(list) ? 1 : 0,
                "StringBuilder" => new StringBuilder(text).Append(other).Replace("aa", "b").ToString().Length,
                "StringBuilder.Insert" => new StringBuilder(text).Insert(0, "x").Length,
                "UInt256.Parse" => UInt256.TryParse(spaces, out _) ? 1 : 0,
                "Hex" => Hex.Of(bytes).Length,
                "Abi" => Abi.Encode(text).Length,
                var unknown => throw new Revert(unknown),
            }));
        }
        return sum;
    }

    static bool Same<T>(T one, T other) where T : IEquatable<T> => one.Equals(other);
    static int Copied(byte[] from, byte[] to) { Array.Copy(from, to, from.Length); return 1; }
    static int Filled(int[] array) { Array.Fill(array, 3); return 1; }
    static int Reversed(int[] array) { Array.Reverse(array); return 1; }
    static int Cleared(byte[] array) { Array.Clear(array, 0, array.Length); return 1; }
    static int Resized(byte[] array, int size) { Array.Resize(ref array, size); return array.Length; }
    static int CopiedTo(ICollection<int> from, int[] to) { from.CopyTo(to, 0); return 1; }
    static int Sorted(int[] array) { var copy = (int[])array.Clone(); Array.Sort(copy); return copy[0]; }
    static int SpanCopied(byte[] from, byte[] to) { from.AsSpan().CopyTo(to); return 1; }
    static int SpanFilled(byte[] array) { array.AsSpan().Fill(7); return 1; }
    static int Added(List<int> list) { var all = new List<int>(); all.AddRange(list); return all.Count; }
    static int Inserted(List<int> list) { list.Insert(0, 1); list.RemoveAt(list.Count - 1); return 1; }
    static int RemovedFrom(List<int> list) { list.RemoveAt(0); list.Add(1); return 1; }
}
