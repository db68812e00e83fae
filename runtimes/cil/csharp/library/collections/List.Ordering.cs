using Interleave.Library;

namespace System.Collections.Generic;

public partial class List<T>
{
    public void Reverse() => Reverse(0, size);

    public void Reverse(int index, int count)
    {
        Check.Stretch(index, count, size);
        Array.Reverse(items, index, count);
        version++;
    }

    public void Sort() => Sort(0, size, null);

    public void Sort(IComparer<T>? comparer) => Sort(0, size, comparer);

    public void Sort(int index, int count, IComparer<T>? comparer)
    {
        Check.Stretch(index, count, size);
        StableSort.Sort(new Span<T>(items, index, count), comparer);
        version++;
    }

    public void Sort(Comparison<T> comparison)
    {
        Check.NotNull(comparison, nameof(comparison));
        Sort(0, size, new DelegateComparer<T>(comparison));
    }
}
