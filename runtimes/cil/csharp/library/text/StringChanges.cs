using System;
using Interleave.Runtime;

namespace Interleave.Library;

/// <summary>Strings made of another one. Each is paid for before it is made.</summary>
[Trusted]
public static class StringChanges
{
    /// <summary>Parts of a text cost more than their letters: an object each.</summary>
    const int Part = 40;

    static void Make(long length)
    {
        Gas.Use(UnitsOf.Text + length / UnitsOf.CharsSearched);
        Strings.Make(length);
    }

    static void Fold(string self)
    {
        Gas.Use(UnitsOf.Text + (long)UnitsOf.CharFolded * self.Length);
        Strings.Make(self.Length);
    }

    [Replaces(typeof(string), nameof(string.Substring))]
    public static string Substring(string self, int startIndex)
    {
        Make(self.Length - (long)startIndex < 0 ? 0 : self.Length - startIndex);
        return self.Substring(startIndex);
    }

    [Replaces(typeof(string), nameof(string.Substring))]
    public static string Substring(string self, int startIndex, int length)
    {
        Make(Math.Clamp(length, 0, self.Length));
        return self.Substring(startIndex, length);
    }

    [Replaces(typeof(string), nameof(string.Remove))]
    public static string Remove(string self, int startIndex)
    {
        Make(self.Length);
        return self.Remove(startIndex);
    }

    [Replaces(typeof(string), nameof(string.Remove))]
    public static string Remove(string self, int startIndex, int count)
    {
        Make(self.Length);
        return self.Remove(startIndex, count);
    }

    [Replaces(typeof(string), nameof(string.Insert))]
    public static string Insert(string self, int startIndex, string value)
    {
        Make((long)self.Length + (value?.Length ?? 0));
        return self.Insert(startIndex, value!);
    }

    [Replaces(typeof(string), nameof(string.PadLeft))]
    public static string PadLeft(string self, int totalWidth) => PadLeft(self, totalWidth, ' ');

    [Replaces(typeof(string), nameof(string.PadLeft))]
    public static string PadLeft(string self, int totalWidth, char paddingChar)
    {
        if (totalWidth > self.Length) Make(totalWidth);
        return self.PadLeft(totalWidth, paddingChar);
    }

    [Replaces(typeof(string), nameof(string.PadRight))]
    public static string PadRight(string self, int totalWidth) => PadRight(self, totalWidth, ' ');

    [Replaces(typeof(string), nameof(string.PadRight))]
    public static string PadRight(string self, int totalWidth, char paddingChar)
    {
        if (totalWidth > self.Length) Make(totalWidth);
        return self.PadRight(totalWidth, paddingChar);
    }

    [Replaces(typeof(string), nameof(string.Replace))]
    public static string Replace(string self, char oldChar, char newChar)
    {
        Make(self.Length);
        return self.Replace(oldChar, newChar);
    }

    /// <summary>By code units. In .NET's own every place where the old text begins costs about 100 ns.</summary>
    [Replaces(typeof(string), nameof(string.Replace))]
    public static string Replace(string self, string oldValue, string? newValue)
    {
        if (string.IsNullOrEmpty(oldValue)) return self.Replace(oldValue!, newValue);
        Gas.Use(UnitsOf.Text);
        var places = StringSearch.Places(self, oldValue);
        Gas.Use((long)places * UnitsOf.Text);
        Make(self.Length + (long)places * ((newValue?.Length ?? 0) - oldValue.Length));
        return self.Replace(oldValue, newValue, StringComparison.Ordinal);
    }

    [Replaces(typeof(string), nameof(string.Replace))]
    public static string Replace(string self, string oldValue, string? newValue, StringComparison comparisonType)
    {
        if (!StringComparing.IgnoresCase(comparisonType)) return Replace(self, oldValue, newValue);
        if (string.IsNullOrEmpty(oldValue)) return self.Replace(oldValue!, newValue);
        StringSearch.Charge(self.Length, oldValue.Length, UnitsOf.CharFolded * UnitsOf.CharsSearched);
        // At most so many places.
        var places = self.Length / oldValue.Length;
        Gas.Use((long)places * UnitsOf.Text);
        Make(self.Length + (long)places * Math.Max(0, (newValue?.Length ?? 0) - oldValue.Length));
        return self.Replace(oldValue, newValue, StringComparison.OrdinalIgnoreCase);
    }

    [Replaces(typeof(string), nameof(string.ToUpperInvariant))]
    public static string ToUpperInvariant(string self)
    {
        Fold(self);
        return self.ToUpperInvariant();
    }

    [Replaces(typeof(string), nameof(string.ToLowerInvariant))]
    public static string ToLowerInvariant(string self)
    {
        Fold(self);
        return self.ToLowerInvariant();
    }

    [Replaces(typeof(string), nameof(string.Trim))]
    public static string Trim(string self)
    {
        Make(self.Length);
        return self.Trim();
    }

    [Replaces(typeof(string), nameof(string.Trim))]
    public static string Trim(string self, char trimChar)
    {
        Make(self.Length);
        return self.Trim(trimChar);
    }

    [Replaces(typeof(string), nameof(string.Trim))]
    public static string Trim(string self, params char[]? trimChars)
    {
        Trim(self.Length, trimChars);
        return self.Trim(trimChars);
    }

    [Replaces(typeof(string), nameof(string.TrimStart))]
    public static string TrimStart(string self)
    {
        Make(self.Length);
        return self.TrimStart();
    }

    [Replaces(typeof(string), nameof(string.TrimStart))]
    public static string TrimStart(string self, char trimChar)
    {
        Make(self.Length);
        return self.TrimStart(trimChar);
    }

    [Replaces(typeof(string), nameof(string.TrimStart))]
    public static string TrimStart(string self, params char[]? trimChars)
    {
        Trim(self.Length, trimChars);
        return self.TrimStart(trimChars);
    }

    [Replaces(typeof(string), nameof(string.TrimEnd))]
    public static string TrimEnd(string self)
    {
        Make(self.Length);
        return self.TrimEnd();
    }

    [Replaces(typeof(string), nameof(string.TrimEnd))]
    public static string TrimEnd(string self, char trimChar)
    {
        Make(self.Length);
        return self.TrimEnd(trimChar);
    }

    [Replaces(typeof(string), nameof(string.TrimEnd))]
    public static string TrimEnd(string self, params char[]? trimChars)
    {
        Trim(self.Length, trimChars);
        return self.TrimEnd(trimChars);
    }

    static void Trim(int length, char[]? chars)
    {
        Gas.Use((long)length * (chars?.Length ?? 0) / 2);
        Make(length);
    }

    [Replaces(typeof(string), nameof(string.ToCharArray))]
    public static char[] ToCharArray(string self)
    {
        Make(self.Length);
        return self.ToCharArray();
    }

    [Replaces(typeof(string), nameof(string.ToCharArray))]
    public static char[] ToCharArray(string self, int startIndex, int length)
    {
        Make(Math.Clamp(length, 0, self.Length));
        return self.ToCharArray(startIndex, length);
    }

    [Replaces(typeof(string), nameof(string.CopyTo))]
    public static void CopyTo(string self, int sourceIndex, char[] destination, int destinationIndex, int count)
    {
        Gas.Use(5 + Math.Max(0L, count) * 2 / UnitsOf.BytesCopied);
        self.CopyTo(sourceIndex, destination, destinationIndex, count);
    }

    [Replaces(typeof(string), nameof(string.CopyTo))]
    public static void CopyTo(string self, Span<char> destination)
    {
        Gas.Use(5 + self.Length * 2L / UnitsOf.BytesCopied);
        self.CopyTo(destination);
    }

    [Replaces(typeof(string), nameof(string.Split))]
    public static string[] Split(string self, char separator, StringSplitOptions options) => Split(self, [separator], int.MaxValue, options);

    [Replaces(typeof(string), nameof(string.Split))]
    public static string[] Split(string self, char separator, int count, StringSplitOptions options) => Split(self, [separator], count, options);

    [Replaces(typeof(string), nameof(string.Split))]
    public static string[] Split(string self, params char[]? separator) => Split(self, separator, int.MaxValue, StringSplitOptions.None);

    [Replaces(typeof(string), nameof(string.Split))]
    public static string[] Split(string self, params ReadOnlySpan<char> separator) => Split(self, separator.ToArray(), int.MaxValue, StringSplitOptions.None);

    [Replaces(typeof(string), nameof(string.Split))]
    public static string[] Split(string self, char[]? separator, int count) => Split(self, separator, count, StringSplitOptions.None);

    [Replaces(typeof(string), nameof(string.Split))]
    public static string[] Split(string self, char[]? separator, StringSplitOptions options) => Split(self, separator, int.MaxValue, options);

    [Replaces(typeof(string), nameof(string.Split))]
    public static string[] Split(string self, char[]? separator, int count, StringSplitOptions options)
    {
        var kinds = separator == null || separator.Length == 0 ? 1 : separator.Length;
        Gas.Use(UnitsOf.Text + (long)self.Length * (1 + kinds));
        var places = 0;
        for (var at = 0; at < self.Length; at++)
        {
            if (kinds == 1 && separator?.Length == 1 ? self[at] == separator[0] : separator == null || separator.Length == 0 ? char.IsWhiteSpace(self[at]) : Array.IndexOf(separator, self[at]) >= 0) places++;
        }
        Parts(self, places, options);
        return self.Split(separator, count, options);
    }

    [Replaces(typeof(string), nameof(string.Split))]
    public static string[] Split(string self, string? separator, StringSplitOptions options) => Split(self, separator, int.MaxValue, options);

    [Replaces(typeof(string), nameof(string.Split))]
    public static string[] Split(string self, string? separator, int count, StringSplitOptions options)
    {
        Gas.Use(UnitsOf.Text);
        Parts(self, string.IsNullOrEmpty(separator) ? 0 : StringSearch.Places(self, separator), options);
        return self.Split(separator, count, options);
    }

    static void Parts(string self, int places, StringSplitOptions options)
    {
        var trims = (options & StringSplitOptions.TrimEntries) != 0 ? self.Length : 0;
        Gas.Use((long)Part * (places + 1) + self.Length / UnitsOf.CharsSearched + trims);
        Gas.Bytes(32L * (places + 1) + 2L * self.Length);
    }
}
