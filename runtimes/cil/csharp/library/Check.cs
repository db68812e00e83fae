using System;

namespace Interleave.Library;

/// <summary>Refusals of bad arguments, the same everywhere in the library.</summary>
static class Check
{
    public static void NotNull(object? value, string name)
    {
        if (value == null) throw new ArgumentNullException(name);
    }

    public static void NotNegative(int value, string name)
    {
        if (value < 0) throw new ArgumentOutOfRangeException(name, "must not be negative");
    }

    /// <summary>For the index of an element.</summary>
    public static void Index(int index, int count)
    {
        if ((uint)index >= (uint)count) throw new ArgumentOutOfRangeException("index", "must be at least 0 and less than the number of elements");
    }

    /// <summary>For a place between elements, the end included.</summary>
    public static void Place(int index, int count, string name)
    {
        if ((uint)index > (uint)count) throw new ArgumentOutOfRangeException(name, "must lie within the collection");
    }

    /// <summary>For a stretch of elements. As in .NET, a negative number is out of range, a stretch that ends too late a bad argument.</summary>
    public static void Stretch(int index, int length, int count)
    {
        NotNegative(index, "index");
        NotNegative(length, "count");
        if (count - index < length) throw new ArgumentException("index and count do not denote elements of the collection");
    }

    /// <summary>For a destination that must hold so many elements.</summary>
    public static void Room(Array destination, int index, int count)
    {
        NotNull(destination, "array");
        NotNegative(index, "arrayIndex");
        if (destination.Length - index < count) throw new ArgumentException("the destination is too short");
    }
}
