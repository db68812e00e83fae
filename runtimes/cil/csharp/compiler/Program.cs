using System;
using Interleave.Interop;

namespace Interleave.Compiler;

public static class Program
{
    public static void Main() => Bridge.Open(Requests.Handle);
}
