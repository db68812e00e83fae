using System;
using System.Runtime.InteropServices.JavaScript;

namespace Interleave.Interop;

/// <summary>
/// Bytes to and from JavaScript. Part of every program that JavaScript starts. What a source generator usually writes is written here
/// by hand: the package has none.
/// </summary>
internal static class Bridge
{
    /// <summary>Any number; the name of the wrapper ends with it.</summary>
    const int Signature = 12345;

    static JSFunctionBinding ask = null!;
    static Func<byte[], byte[]> handler = null!;

    /// <summary>From now on JavaScript's <c>call</c> runs the handler, and <see cref="Ask"/> works.</summary>
    public static void Open(Func<byte[], byte[]> handle)
    {
        handler = handle;
        var bytes = JSMarshalerType.Array(JSMarshalerType.Byte);
        ask = JSFunctionBinding.BindJSFunction("ask", "interleave", new[] { bytes, bytes });
        var assembly = typeof(Bridge).Assembly.GetName().Name;
        JSFunctionBinding.BindManagedFunction($"[{assembly}]Interleave.Interop.Bridge:Handle", Signature, new[] { bytes, bytes });
    }

    /// <summary>Calls JavaScript, which may call the handler again before it answers.</summary>
    public static byte[] Ask(byte[] message)
    {
        Span<JSMarshalerArgument> arguments = new JSMarshalerArgument[3];
        arguments[0].Initialize();
        arguments[1].Initialize();
        arguments[2].ToJS(message);
        JSFunctionBinding.InvokeJS(ask, arguments);
        arguments[1].ToManaged(out byte[]? answer);
        return answer!;
    }

    static byte[] Handle(byte[] message) => handler(message);

    internal static unsafe void __Wrapper_Handle_12345(JSMarshalerArgument* arguments)
    {
        ref var thrown = ref arguments[0];
        ref var result = ref arguments[1];
        try
        {
            arguments[2].ToManaged(out byte[]? message);
            result.ToJS(handler(message!));
        }
        catch (Exception exception)
        {
            thrown.ToJS(exception);
        }
    }
}
