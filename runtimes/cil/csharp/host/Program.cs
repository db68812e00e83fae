using System;
using Interleave.Interop;
using Interleave.Runtime;

namespace Interleave.Hosting;

/// <summary>The program of a lane. TypeScript calls it with a request, and it asks back through <see cref="Host.Door"/>.</summary>
public static class Program
{
    public static void Main()
    {
        Host.Door = Bridge.Ask;
        Gas.Start();
        Loading.Freely(() =>
        {
            Loading.RunStaticConstructors(typeof(Host).Assembly);
            Codecs.Register();
        });
        Bridge.Open(Requests.Handle);
    }
}
