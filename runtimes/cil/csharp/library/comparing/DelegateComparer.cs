using System;
using System.Collections.Generic;

namespace Interleave.Library;

sealed class DelegateComparer<T>(Comparison<T> comparison) : Comparer<T>
{
    public override int Compare(T? x, T? y) => comparison(x!, y!);
}
