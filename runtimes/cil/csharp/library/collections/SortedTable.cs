using System;
using System.Collections.Generic;

namespace Interleave.Library;

/// <summary>
/// What sorted dictionaries and sets are made of: an AA tree (Arne Andersson, Balanced search trees made simple, 1993), whose depth is
/// logarithmic whatever the order of insertion.
/// </summary>
public abstract class SortedTable<TKey, TValue>
{
    private protected sealed class Node(TKey key)
    {
        public TKey Key = key;
        public TValue Value = default!;
        public int Level = 1;
        public Node? Left;
        public Node? Right;
    }

    private protected readonly IComparer<TKey> comparer;
    private protected int version;
    Node? root;

    private protected SortedTable(IComparer<TKey>? comparer) => this.comparer = comparer ?? Comparer<TKey>.Default;

    public int Count { get; private set; }

    public IComparer<TKey> Comparer => comparer;

    public void Clear()
    {
        version++;
        root = null;
        Count = 0;
    }

    private protected Node? FindNode(TKey key)
    {
        var node = root;
        while (node != null)
        {
            var order = comparer.Compare(key, node.Key);
            if (order == 0) return node;
            node = order < 0 ? node.Left : node.Right;
        }
        return null;
    }

    private protected Node? First => Edge(root, static node => node.Left);

    private protected Node? Last => Edge(root, static node => node.Right);

    private protected Node FindOrAdd(TKey key, out bool added)
    {
        var found = FindNode(key);
        added = found == null;
        if (found != null) return found;
        version++;
        Count++;
        var node = new Node(key);
        root = Insert(root, node);
        return node;
    }

    private protected bool RemoveKey(TKey key, out TValue? value)
    {
        var found = FindNode(key);
        value = found == null ? default : found.Value;
        if (found == null) return false;
        version++;
        Count--;
        root = Remove(root, key);
        return true;
    }

    /// <summary>From the smallest to the largest; a change in between is noticed.</summary>
    private protected IEnumerable<Node> Ascending() => Walk(false);

    private protected IEnumerable<Node> Descending() => Walk(true);

    IEnumerable<Node> Walk(bool descending)
    {
        var known = version;
        var path = new Stack<Node>();
        for (var node = root; node != null || path.Count > 0;)
        {
            for (; node != null; node = descending ? node.Right : node.Left) path.Push(node);
            var next = path.Pop();
            yield return next;
            if (known != version) throw new InvalidOperationException("the collection was changed while it was enumerated");
            node = descending ? next.Left : next.Right;
        }
    }

    static Node? Edge(Node? node, Func<Node, Node?> next)
    {
        while (node != null && next(node) is { } further) node = further;
        return node;
    }

    Node Insert(Node? tree, Node node)
    {
        if (tree == null) return node;
        if (comparer.Compare(node.Key, tree.Key) < 0) tree.Left = Insert(tree.Left, node);
        else tree.Right = Insert(tree.Right, node);
        return Split(Skew(tree));
    }

    Node? Remove(Node? tree, TKey key)
    {
        if (tree == null) return null;
        var order = comparer.Compare(key, tree.Key);
        if (order < 0) tree.Left = Remove(tree.Left, key);
        else if (order > 0) tree.Right = Remove(tree.Right, key);
        else if (tree.Left == null) return tree.Right;
        else
        {
            // The next smaller one takes its place.
            var heir = Edge(tree.Left, static node => node.Right)!;
            (tree.Key, tree.Value) = (heir.Key, heir.Value);
            tree.Left = Remove(tree.Left, heir.Key);
        }
        return Balance(tree);
    }

    static Node Balance(Node tree)
    {
        var level = Math.Min(LevelOf(tree.Left), LevelOf(tree.Right)) + 1;
        if (level < tree.Level)
        {
            tree.Level = level;
            if (tree.Right != null && tree.Right.Level > level) tree.Right.Level = level;
        }
        tree = Skew(tree);
        if (tree.Right != null)
        {
            tree.Right = Skew(tree.Right);
            if (tree.Right.Right != null) tree.Right.Right = Skew(tree.Right.Right);
        }
        tree = Split(tree);
        if (tree.Right != null) tree.Right = Split(tree.Right);
        return tree;
    }

    static int LevelOf(Node? node) => node?.Level ?? 0;

    static Node Skew(Node tree)
    {
        if (tree.Left is not { } left || left.Level != tree.Level) return tree;
        tree.Left = left.Right;
        left.Right = tree;
        return left;
    }

    static Node Split(Node tree)
    {
        if (tree.Right is not { } right || right.Right?.Level != tree.Level) return tree;
        tree.Right = right.Left;
        right.Left = tree;
        right.Level++;
        return right;
    }
}
