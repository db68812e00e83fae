using System;
using System.Runtime.CompilerServices;
using Interleave.Runtime;

namespace Interleave.Library;

/// <summary>Arrays and spans copied, filled and turned round by .NET's own code, which is paid for first.</summary>
[Trusted]
public static class ArrayCopies
{
    /// <summary>Units for an element that is converted where it is copied: an int to a long, an object to a number.</summary>
    const int Converted = 30;

    /// <summary>Copies or clears so many elements, of a size as <see cref="ItemSizes"/> has it.</summary>
    internal static void Move(long count, int size)
    {
        if (count <= 0) return;
        Gas.Use(5 + count * Math.Abs((long)size) / UnitsOf.BytesCopied + (size < 0 ? count / UnitsOf.ItemsMoved : 0));
    }

    internal static void Move<T>(long count) =>
        Move(count, RuntimeHelpers.IsReferenceOrContainsReferences<T>() ? -Unsafe.SizeOf<T>() : Unsafe.SizeOf<T>());

    /// <summary>Fills or turns round: each element by itself.</summary>
    static void Each<T>(long count)
    {
        Move<T>(count);
        if (count > 0) Gas.Use(count / UnitsOf.ItemsMoved);
    }

    static void Make<T>(long count)
    {
        Gas.Bytes(16 + count * Unsafe.SizeOf<T>());
        Move<T>(count);
    }

    [Replaces(typeof(Array), nameof(Array.Copy))]
    public static void Copy(Array sourceArray, Array destinationArray, int length)
    {
        Check.NotNull(sourceArray, nameof(sourceArray));
        Check.NotNull(destinationArray, nameof(destinationArray));
        Pay(sourceArray, destinationArray, length);
        Array.Copy(sourceArray, destinationArray, length);
    }

    [Replaces(typeof(Array), nameof(Array.Copy))]
    public static void Copy(Array sourceArray, int sourceIndex, Array destinationArray, int destinationIndex, int length)
    {
        Check.NotNull(sourceArray, nameof(sourceArray));
        Check.NotNull(destinationArray, nameof(destinationArray));
        Pay(sourceArray, destinationArray, length);
        Array.Copy(sourceArray, sourceIndex, destinationArray, destinationIndex, length);
    }

    [Replaces(typeof(Array), nameof(Array.CopyTo))]
    public static void CopyTo(Array self, Array array, int index)
    {
        Check.NotNull(array, nameof(array));
        Pay(self, array, self.Length);
        self.CopyTo(array, index);
    }

    static void Pay(Array from, Array to, int length)
    {
        if (length <= 0) return;
        Move(length, ItemSizes.Of(from));
        if (from.GetType() != to.GetType()) Gas.Use((long)Converted * length);
    }

    [Replaces(typeof(Array), nameof(Array.Clone))]
    public static object Clone(Array self)
    {
        var size = ItemSizes.Of(self);
        Gas.Bytes(16 + self.Length * Math.Abs((long)size));
        Move(self.Length, size);
        return self.Clone();
    }

    [Replaces(typeof(Array), nameof(Array.Clear))]
    public static void Clear(Array array)
    {
        Check.NotNull(array, nameof(array));
        Move(array.Length, ItemSizes.Of(array));
        Array.Clear(array);
    }

    [Replaces(typeof(Array), nameof(Array.Clear))]
    public static void Clear(Array array, int index, int length)
    {
        Check.NotNull(array, nameof(array));
        Move(length, ItemSizes.Of(array));
        Array.Clear(array, index, length);
    }

    [Replaces(typeof(Array), nameof(Array.Fill))]
    public static void Fill<T>(T[] array, T value)
    {
        Check.NotNull(array, nameof(array));
        Each<T>(array.Length);
        Array.Fill(array, value);
    }

    [Replaces(typeof(Array), nameof(Array.Fill))]
    public static void Fill<T>(T[] array, T value, int startIndex, int count)
    {
        Check.NotNull(array, nameof(array));
        Each<T>(count);
        Array.Fill(array, value, startIndex, count);
    }

    [Replaces(typeof(Array), nameof(Array.Resize))]
    public static void Resize<T>(ref T[]? array, int newSize)
    {
        if (newSize > 0) Make<T>(newSize);
        Array.Resize(ref array, newSize);
    }

    [Replaces(typeof(Array), nameof(Array.Reverse))]
    public static void Reverse<T>(T[] array)
    {
        Check.NotNull(array, nameof(array));
        Each<T>(array.Length);
        Array.Reverse(array);
    }

    [Replaces(typeof(Array), nameof(Array.Reverse))]
    public static void Reverse<T>(T[] array, int index, int length)
    {
        Check.NotNull(array, nameof(array));
        Each<T>(length);
        Array.Reverse(array, index, length);
    }

    /// <summary>What <c>array[1..3]</c> becomes.</summary>
    [Replaces(typeof(RuntimeHelpers), nameof(RuntimeHelpers.GetSubArray))]
    public static T[] GetSubArray<T>(T[] array, Range range)
    {
        var offset = range.Start.GetOffset(array.Length);
        var length = range.End.GetOffset(array.Length) - offset;
        if ((uint)offset > (uint)array.Length || (uint)length > (uint)(array.Length - offset)) throw new ArgumentOutOfRangeException(nameof(range));
        if (length == 0) return [];
        Make<T>(length);
        var part = new T[length];
        Array.Copy(array, offset, part, 0, length);
        return part;
    }

    [Replaces(typeof(Span<>), nameof(Span<int>.Clear))]
    public static void Clear<T>(ref Span<T> self)
    {
        Move<T>(self.Length);
        self.Clear();
    }

    [Replaces(typeof(Span<>), nameof(Span<int>.Fill))]
    public static void Fill<T>(ref Span<T> self, T value)
    {
        Each<T>(self.Length);
        self.Fill(value);
    }

    [Replaces(typeof(Span<>), nameof(Span<int>.CopyTo))]
    public static void CopyTo<T>(ref Span<T> self, Span<T> destination)
    {
        Move<T>(self.Length);
        self.CopyTo(destination);
    }

    [Replaces(typeof(Span<>), nameof(Span<int>.TryCopyTo))]
    public static bool TryCopyTo<T>(ref Span<T> self, Span<T> destination)
    {
        Move<T>(self.Length);
        return self.TryCopyTo(destination);
    }

    [Replaces(typeof(Span<>), nameof(Span<int>.ToArray))]
    public static T[] ToArray<T>(ref Span<T> self)
    {
        Make<T>(self.Length);
        return self.ToArray();
    }

    [Replaces(typeof(ReadOnlySpan<>), nameof(ReadOnlySpan<int>.CopyTo))]
    public static void CopyTo<T>(ref ReadOnlySpan<T> self, Span<T> destination)
    {
        Move<T>(self.Length);
        self.CopyTo(destination);
    }

    [Replaces(typeof(ReadOnlySpan<>), nameof(ReadOnlySpan<int>.TryCopyTo))]
    public static bool TryCopyTo<T>(ref ReadOnlySpan<T> self, Span<T> destination)
    {
        Move<T>(self.Length);
        return self.TryCopyTo(destination);
    }

    [Replaces(typeof(ReadOnlySpan<>), nameof(ReadOnlySpan<int>.ToArray))]
    public static T[] ToArray<T>(ref ReadOnlySpan<T> self)
    {
        Make<T>(self.Length);
        return self.ToArray();
    }

    [Replaces(typeof(MemoryExtensions), nameof(MemoryExtensions.CopyTo))]
    public static void CopyTo<T>(T[]? source, Span<T> destination)
    {
        Move<T>(source?.Length ?? 0);
        source.CopyTo(destination);
    }

    [Replaces(typeof(MemoryExtensions), nameof(MemoryExtensions.Reverse))]
    public static void Reverse<T>(Span<T> span)
    {
        Each<T>(span.Length);
        MemoryExtensions.Reverse(span);
    }
}
