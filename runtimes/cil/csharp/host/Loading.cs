using System;
using System.Reflection;
using Interleave.Runtime;

namespace Interleave.Hosting;

/// <summary>A contract that can be run: what the generator wrote for it.</summary>
sealed record Contract(Func<byte[], byte[]> Call, Action<byte[]> Construct);

/// <summary>Loads assemblies. What they do at first use is done here, so that no transaction pays for what the next one gets free.</summary>
static class Loading
{
    /// <summary>Units for static constructors and registrations; nobody pays for them.</summary>
    const long Budget = 1_000_000_000;

    /// <summary>An array: lists are those of the contract SDK here, and count their gas.</summary>
    static Contract[] loaded = Array.Empty<Contract>();

    public static Contract Loaded(int number) => loaded[number];

    public static int Load(string name, byte[] image)
    {
        var assembly = Assembly.Load(image);
        var entry = assembly.GetType($"Interleave.Generated.{name}") ?? throw new ArgumentException($"the assembly has no contract {name}");
        Freely(() =>
        {
            Entry<Action>(entry, "Register")();
            RunStaticConstructors(assembly);
        });
        Array.Resize(ref loaded, loaded.Length + 1);
        loaded[^1] = new Contract(Entry<Func<byte[], byte[]>>(entry, "Call"), Entry<Action<byte[]>>(entry, "Construct"));
        return loaded.Length - 1;
    }

    /// <summary>Runs it on the budget, and leaves the meters as they were.</summary>
    public static void Freely(Action work)
    {
        var (left, pending, depth, allocated) = (Gas.Left, Gas.Pending, Gas.Depth, Gas.Allocated);
        (Gas.Left, Gas.Pending, Gas.Allocated) = (Budget, null, 0);
        try
        {
            work();
        }
        finally
        {
            (Gas.Left, Gas.Pending, Gas.Depth, Gas.Allocated) = (left, pending, depth, allocated);
        }
    }

    /// <summary>A look at a static field has its type initialized.</summary>
    public static void RunStaticConstructors(Assembly assembly)
    {
        foreach (var type in assembly.GetTypes())
        {
            if (type.ContainsGenericParameters) continue;
            foreach (var field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                if (field.IsLiteral) continue;
                field.GetValue(null);
                break;
            }
        }
    }

    static T Entry<T>(Type type, string method) where T : Delegate =>
        (T)Delegate.CreateDelegate(typeof(T), type.GetMethod(method, BindingFlags.Public | BindingFlags.Static)!);
}
