using System;

namespace Interleave.Compiler;

/// <summary>What a compile process is asked: parts, the first of which says what.</summary>
public static class Requests
{
    public static byte[] Handle(byte[] message)
    {
        var parts = Parts.Unpack(message);
        return parts[0].Text() switch
        {
            "test-load" => OwnProgram.Load(parts.AsSpan(1)),
            "test-run" => OwnProgram.Run(parts[1].Text(), parts[2]),
            var other => throw new ArgumentException($"no request {other}"),
        };
    }
}
