using System.Collections;
using Interleave.Library;

namespace System.Collections.Generic;

public class LinkedList<T> : ICollection<T>, IReadOnlyCollection<T>
{
    int version;

    public LinkedList()
    {
    }

    public LinkedList(IEnumerable<T> collection)
    {
        Check.NotNull(collection, nameof(collection));
        foreach (var item in collection) AddLast(item);
    }

    public int Count { get; private set; }

    public LinkedListNode<T>? First { get; private set; }

    public LinkedListNode<T>? Last { get; private set; }

    public LinkedListNode<T> AddFirst(T value) => Insert(new(value), null, First);

    public void AddFirst(LinkedListNode<T> node) => Insert(node, null, First);

    public LinkedListNode<T> AddLast(T value) => Insert(new(value), Last, null);

    public void AddLast(LinkedListNode<T> node) => Insert(node, Last, null);

    public LinkedListNode<T> AddAfter(LinkedListNode<T> node, T value) => Insert(new(value), Own(node), node.After);

    public LinkedListNode<T> AddBefore(LinkedListNode<T> node, T value) => Insert(new(value), Own(node).Before, node);

    public LinkedListNode<T>? Find(T value)
    {
        for (var node = First; node != null; node = node.After)
        {
            if (EqualityComparer<T>.Default.Equals(node.Value, value)) return node;
        }
        return null;
    }

    public LinkedListNode<T>? FindLast(T value)
    {
        for (var node = Last; node != null; node = node.Before)
        {
            if (EqualityComparer<T>.Default.Equals(node.Value, value)) return node;
        }
        return null;
    }

    public bool Contains(T value) => Find(value) != null;

    public bool Remove(T value)
    {
        var node = Find(value);
        if (node != null) Remove(node);
        return node != null;
    }

    public void Remove(LinkedListNode<T> node)
    {
        Own(node);
        version++;
        Count--;
        if (node.Before == null) First = node.After;
        else node.Before.After = node.After;
        if (node.After == null) Last = node.Before;
        else node.After.Before = node.Before;
        node.Owner = null;
        node.Before = node.After = null;
    }

    public void RemoveFirst() => Remove(First ?? throw Empty());

    public void RemoveLast() => Remove(Last ?? throw Empty());

    public void Clear()
    {
        while (First != null) Remove(First);
    }

    public void CopyTo(T[] array, int index)
    {
        Check.Room(array, index, Count);
        for (var node = First; node != null; node = node.After) array[index++] = node.Value;
    }

    public IEnumerator<T> GetEnumerator()
    {
        var known = version;
        for (var node = First; node != null; node = node.After)
        {
            yield return node.Value;
            if (known != version) throw new InvalidOperationException("the list was changed while it was enumerated");
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    bool ICollection<T>.IsReadOnly => false;

    void ICollection<T>.Add(T value) => AddLast(value);

    LinkedListNode<T> Insert(LinkedListNode<T> node, LinkedListNode<T>? before, LinkedListNode<T>? after)
    {
        Check.NotNull(node, nameof(node));
        if (node.Owner != null) throw new InvalidOperationException("the node belongs to a list already");
        version++;
        Count++;
        (node.Owner, node.Before, node.After) = (this, before, after);
        if (before == null) First = node;
        else before.After = node;
        if (after == null) Last = node;
        else after.Before = node;
        return node;
    }

    LinkedListNode<T> Own(LinkedListNode<T> node)
    {
        Check.NotNull(node, nameof(node));
        return node.Owner == this ? node : throw new InvalidOperationException("the node does not belong to this list");
    }

    static InvalidOperationException Empty() => new("the list is empty");
}
