using System;
using System.Collections;
using System.Runtime.CompilerServices;

namespace Interleave.Runtime;

/// <summary>
/// Takes the stack trace off what a contract catches. Its text would cost what nobody has paid for, and it is not the same everywhere: the engine
/// merges methods that run often.
/// </summary>
static class StackTraces
{
    public static void Forget(Exception exception) => Unsafe.As<Layout>(exception).Trace = null;

    /// <summary>@throws InvalidOperationException where the engine keeps the trace in another place than <see cref="Layout"/> says.</summary>
    public static void Check()
    {
        try
        {
            throw new InvalidOperationException("caught");
        }
        catch (InvalidOperationException exception)
        {
            Forget(exception);
            if (exception.StackTrace != null || exception.Message != "caught") throw new InvalidOperationException("stack traces cannot be taken off");
        }
    }

#pragma warning disable CS0649, CS0169
    /// <summary>The fields of System.Exception in the package's class library: as many of each kind, in the same order.</summary>
    sealed class Layout
    {
        string? unused1, message;
        IDictionary? data;
        Exception? inner;
        string? helpUrl;
        public object? Trace;
        string? traceText, remoteTrace;
        int unused4;
        object[]? dynamicMethods;
        int result;
        string? source;
        object? unused6;
        object[]? foreignFrames;
        IntPtr[]? nativeTrace;
        int caughtOutside;
    }
}
