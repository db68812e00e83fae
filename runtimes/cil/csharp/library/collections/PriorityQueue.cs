using System.Diagnostics.CodeAnalysis;
using System.Linq;
using Interleave.Library;

namespace System.Collections.Generic;

/// <summary>As in .NET: the lowest priority first. Of equal priorities the one that came first, where .NET promises nothing.</summary>
public class PriorityQueue<TElement, TPriority>
{
    readonly List<(TElement Element, TPriority Priority, long Number)> heap = [];
    readonly IComparer<TPriority> comparer;
    long next;

    public PriorityQueue()
        : this((IComparer<TPriority>?)null)
    {
    }

    public PriorityQueue(IComparer<TPriority>? comparer) => this.comparer = comparer ?? Comparer<TPriority>.Default;

    public PriorityQueue(IEnumerable<(TElement Element, TPriority Priority)> items)
        : this() => EnqueueRange(items);

    public int Count => heap.Count;

    public IComparer<TPriority> Comparer => comparer;

    public IEnumerable<(TElement Element, TPriority Priority)> UnorderedItems => heap.Select(static item => (item.Element, item.Priority));

    public void Enqueue(TElement element, TPriority priority)
    {
        heap.Add((element, priority, next++));
        for (var at = heap.Count - 1; at > 0 && Before(at, (at - 1) / 2); at = (at - 1) / 2) Swap(at, (at - 1) / 2);
    }

    public void EnqueueRange(IEnumerable<(TElement Element, TPriority Priority)> items)
    {
        Check.NotNull(items, nameof(items));
        foreach (var (element, priority) in items) Enqueue(element, priority);
    }

    public void EnqueueRange(IEnumerable<TElement> elements, TPriority priority)
    {
        Check.NotNull(elements, nameof(elements));
        foreach (var element in elements) Enqueue(element, priority);
    }

    public TElement Peek() => TryPeek(out var element, out _) ? element : throw Empty();

    public bool TryPeek([MaybeNullWhen(false)] out TElement element, [MaybeNullWhen(false)] out TPriority priority)
    {
        (element, priority) = heap.Count > 0 ? (heap[0].Element, heap[0].Priority) : default;
        return heap.Count > 0;
    }

    public TElement Dequeue() => TryDequeue(out var element, out _) ? element : throw Empty();

    public bool TryDequeue([MaybeNullWhen(false)] out TElement element, [MaybeNullWhen(false)] out TPriority priority)
    {
        if (!TryPeek(out element, out priority)) return false;
        heap[0] = heap[^1];
        heap.RemoveAt(heap.Count - 1);
        for (int at = 0, child; (child = SmallerChild(at)) >= 0 && Before(child, at); at = child) Swap(at, child);
        return true;
    }

    public TElement EnqueueDequeue(TElement element, TPriority priority)
    {
        Enqueue(element, priority);
        return Dequeue();
    }

    public void Clear() => heap.Clear();

    bool Before(int one, int other)
    {
        var order = comparer.Compare(heap[one].Priority, heap[other].Priority);
        return order != 0 ? order < 0 : heap[one].Number < heap[other].Number;
    }

    void Swap(int one, int other) => (heap[one], heap[other]) = (heap[other], heap[one]);

    /// <summary>-1 if it has none.</summary>
    int SmallerChild(int at)
    {
        var (left, right) = (2 * at + 1, 2 * at + 2);
        if (left >= heap.Count) return -1;
        return right < heap.Count && Before(right, left) ? right : left;
    }

    static InvalidOperationException Empty() => new("the queue is empty");
}
