using System;
using Interleave.Interop;

namespace Interleave.Hosting;

public static class Program
{
    public static void Main() => Bridge.Open(message => message);
}
