using System.Collections.Generic;
using Interleave.Library;

namespace System.Text;

/// <summary>As in .NET: text that grows, in one array.</summary>
public sealed partial class StringBuilder
{
    const int SmallestCapacity = 16;

    char[] chars;
    int length;

    public StringBuilder() => chars = [];

    public StringBuilder(int capacity)
    {
        Check.NotNegative(capacity, nameof(capacity));
        chars = capacity == 0 ? [] : new char[capacity];
    }

    public StringBuilder(string? value)
        : this() => Append(value);

    public StringBuilder(string? value, int capacity)
        : this(capacity) => Append(value);

    public int Capacity => chars.Length;

    public int MaxCapacity => int.MaxValue;

    public int Length
    {
        get => length;
        set
        {
            Check.NotNegative(value, nameof(value));
            if (value > length) Append('\0', value - length);
            length = value;
        }
    }

    public char this[int index]
    {
        get
        {
            if ((uint)index >= (uint)length) throw new IndexOutOfRangeException();
            return chars[index];
        }
        set
        {
            Check.Index(index, length);
            chars[index] = value;
        }
    }

    public int EnsureCapacity(int capacity)
    {
        Check.NotNegative(capacity, nameof(capacity));
        if (capacity > chars.Length) Grow(capacity);
        return chars.Length;
    }

    public StringBuilder Clear()
    {
        length = 0;
        return this;
    }

    public StringBuilder Insert(int index, string? value) => Insert(index, value.AsSpan());

    public StringBuilder Insert(int index, char value) => Insert(index, new ReadOnlySpan<char>(in value));

    public StringBuilder Insert(int index, object? value) => Insert(index, value?.ToString());

    public StringBuilder Insert(int index, ReadOnlySpan<char> value)
    {
        Check.Place(index, length, nameof(index));
        Room(value.Length);
        Array.Copy(chars, index, chars, index + value.Length, length - index);
        value.CopyTo(new Span<char>(chars, index, value.Length));
        length += value.Length;
        return this;
    }

    public StringBuilder Remove(int startIndex, int length)
    {
        Check.NotNegative(startIndex, nameof(startIndex));
        Check.NotNegative(length, nameof(length));
        if (length > this.length - startIndex) throw new ArgumentOutOfRangeException(nameof(length));
        this.length -= length;
        Array.Copy(chars, startIndex + length, chars, startIndex, this.length - startIndex);
        return this;
    }

    public StringBuilder Replace(char oldChar, char newChar)
    {
        for (var at = 0; at < length; at++)
        {
            if (chars[at] == oldChar) chars[at] = newChar;
        }
        return this;
    }

    public StringBuilder Replace(string oldValue, string? newValue)
    {
        Check.NotNull(oldValue, nameof(oldValue));
        if (oldValue.Length == 0) throw new ArgumentException("must not be empty", nameof(oldValue));
        var old = new StringBuilder { chars = chars, length = length };
        (chars, length) = ([], 0);
        for (var at = 0; at < old.length;)
        {
            if (old.HasAt(at, oldValue))
            {
                Append(newValue);
                at += oldValue.Length;
            }
            else
            {
                Append(old.chars[at++]);
            }
        }
        return this;
    }

    public bool Equals(StringBuilder? sb)
    {
        if (sb == null || sb.length != length) return false;
        for (var at = 0; at < length; at++)
        {
            if (sb.chars[at] != chars[at]) return false;
        }
        return true;
    }

    public void CopyTo(int sourceIndex, char[] destination, int destinationIndex, int count)
    {
        Check.Stretch(sourceIndex, count, length);
        Check.Room(destination, destinationIndex, count);
        Array.Copy(chars, sourceIndex, destination, destinationIndex, count);
    }

    public override string ToString() => ToString(0, length);

    public string ToString(int startIndex, int length)
    {
        if (startIndex < 0 || length < 0 || length > this.length - startIndex) throw new ArgumentOutOfRangeException(nameof(startIndex));
        return new string(chars, startIndex, length);
    }

    bool HasAt(int at, string value)
    {
        if (value.Length > length - at) return false;
        for (var i = 0; i < value.Length; i++)
        {
            if (chars[at + i] != value[i]) return false;
        }
        return true;
    }

    void Room(int count)
    {
        if (chars.Length - length < count) Grow(checked(length + count));
    }

    void Grow(int needed)
    {
        var grown = new char[Math.Max(Math.Max(needed, SmallestCapacity), (int)Math.Min(2L * chars.Length, Array.MaxLength))];
        Array.Copy(chars, grown, length);
        chars = grown;
    }
}
