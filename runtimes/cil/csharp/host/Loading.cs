using System;
using System.Reflection;
using Interleave.Runtime;

namespace Interleave.Hosting;

/// <summary>A contract that can be run: what the generator wrote for it.</summary>
/// <param name="IsStateless">It is a precompile: a function of the input and nothing else.</param>
/// <param name="NonDeterministic">Its class is marked so.</param>
sealed record Contract(Func<byte[], byte[]> Call, Action<byte[]> Construct, bool IsStateless, bool NonDeterministic);

/// <summary>Loads assemblies. What they do at first use is done here, so that no transaction pays for what the next one gets free.</summary>
static class Loading
{
    /// <summary>Units for static constructors and registrations: 2 seconds at most. Nobody pays for them.</summary>
    const long Budget = 100_000_000;

    /// <summary>Stack that they may use, wherever on the stack the assembly is loaded.</summary>
    const int Depth = 64 << 10;

    /// <summary>An array: lists are those of the contract SDK here, and count their gas.</summary>
    static Contract[] loaded = Array.Empty<Contract>();

    public static Contract Loaded(int number) => loaded[number];

    public static int Load(string name, byte[] image)
    {
        var entry = Assembly.Load(image).GetType($"Interleave.Generated.{name}") ?? throw new ArgumentException($"the assembly has no contract {name}");
        return Keep(entry, new Contract(Entry<Func<byte[], byte[]>>(entry, "Call"), Entry<Action<byte[]>>(entry, "Construct"), false, entry.IsDefined(typeof(NonDeterministicAttribute), false)));
    }

    public static int LoadPrecompile(string name, byte[] image)
    {
        var entry = Assembly.Load(image).GetType("Interleave.Generated.Precompiles");
        var method = $"Run_{name}";
        if (entry?.GetMethod(method) == null) throw new ArgumentException($"the assembly has no precompile {name}");
        return Keep(entry, new Contract(Entry<Func<byte[], byte[]>>(entry, method), _ => throw new InvalidOperationException("a precompile has no constructor"), true, false));
    }

    static int Keep(Type entry, Contract contract)
    {
        Freely(() =>
        {
            Entry<Action>(entry, "Register")();
            RunStaticConstructors(entry.Assembly);
        });
        Array.Resize(ref loaded, loaded.Length + 1);
        loaded[^1] = contract;
        return loaded.Length - 1;
    }

    /// <summary>Runs it on the budget and out of every frame's reach, and leaves the meters as they were.</summary>
    public static void Freely(Action work)
    {
        var (left, pending, depth, nested, allocated) = (Gas.Left, Gas.Pending, Gas.Depth, Gas.Nested, Gas.Allocated);
        var (door, known) = (Host.Door, Host.Known);
        var around = Trace.Pause();
        (Gas.Left, Gas.Pending, Gas.Depth, Gas.Nested, Gas.Allocated) = (Budget, null, Gas.DepthLimit - Depth, 0, 0);
        Host.Known = null;
        // What is static is made once, whoever calls first: it must not see who that is.
        Host.Door = _ => throw new InvalidOperationException("a static field cannot ask the ledger");
        try
        {
            work();
        }
        finally
        {
            (Gas.Left, Gas.Pending, Gas.Depth, Gas.Nested, Gas.Allocated) = (left, pending, depth, nested, allocated);
            (Host.Door, Host.Known) = (door, known);
            Trace.End(around);
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
                Look(field);
                break;
            }
        }
    }

    static void Look(FieldInfo field)
    {
        try
        {
            field.GetValue(null);
        }
        catch (TypeInitializationException exception)
        {
            var reason = exception.InnerException ?? exception;
            // The message of an exception of the contract's own is its code.
            var message = reason.GetType().Assembly == field.DeclaringType!.Assembly ? "" : $": {reason.Message}";
            throw new ArgumentException($"static fields of {field.DeclaringType.Name}: {reason.GetType().Name}{message}");
        }
    }

    static T Entry<T>(Type type, string method) where T : Delegate =>
        (T)Delegate.CreateDelegate(typeof(T), type.GetMethod(method, BindingFlags.Public | BindingFlags.Static)!);
}
