namespace System.Collections.Generic;

public sealed class LinkedListNode<T>
{
    internal LinkedList<T>? Owner;
    internal LinkedListNode<T>? Before;
    internal LinkedListNode<T>? After;

    public LinkedListNode(T value) => Value = value;

    public T Value { get; set; }

    public LinkedList<T>? List => Owner;

    public LinkedListNode<T>? Next => After;

    public LinkedListNode<T>? Previous => Before;
}
