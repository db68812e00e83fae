using System;
using System.Buffers.Binary;
using System.Text;

namespace Interleave.Hosting;

/// <summary>What a lane is told to do: HOST-ABI.md, "Requests".</summary>
static class Requests
{
    const byte Load = 1;
    const byte Run = 2;
    const byte LoadPrecompile = 3;
    const byte Listen = 4;

    public static byte[] Handle(byte[] message) => message[0] switch
    {
        Load => LoadFrom(message.AsSpan(1), Loading.Load),
        LoadPrecompile => LoadFrom(message.AsSpan(1), Loading.LoadPrecompile),
        Run => RunFrame(message.AsSpan(1)),
        Listen => StartTrace(),
        var other => throw new ArgumentException($"no request {other}"),
    };

    /// <summary>
    /// Length (4 bytes, little endian) and text of the name, then the assembly. The answer: the number of the contract or precompile, 1 if it is not deterministic.
    /// </summary>
    static byte[] LoadFrom(ReadOnlySpan<byte> message, Func<string, byte[], int> load)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(message);
        var name = Encoding.UTF8.GetString(message.Slice(4, length).ToArray());
        var number = load(name, message[(4 + length)..].ToArray());
        var answer = new byte[5];
        BinaryPrimitives.WriteInt32LittleEndian(answer, number);
        answer[4] = Loading.Loaded(number).NonDeterministic ? (byte)1 : (byte)0;
        return answer;
    }

    /// <summary>A debugger listens to assemblies with hooks. The answer is empty.</summary>
    static byte[] StartTrace()
    {
        Trace.Start();
        return Array.Empty<byte>();
    }

    /// <summary>Number of the contract (4 bytes), 1 to construct it, units of gas (8 bytes), input. The answer: status, units left, output.</summary>
    static byte[] RunFrame(ReadOnlySpan<byte> message)
    {
        var contract = Loading.Loaded(BinaryPrimitives.ReadInt32LittleEndian(message));
        var constructs = message[4] == 1;
        var units = BinaryPrimitives.ReadInt64LittleEndian(message[5..]);
        var result = Frames.Run(contract, constructs, units, message[13..].ToArray());
        var answer = new byte[9 + result.Output.Length];
        answer[0] = (byte)result.Status;
        BinaryPrimitives.WriteInt64LittleEndian(answer.AsSpan(1), result.UnitsLeft);
        result.Output.CopyTo(answer, 9);
        return answer;
    }
}
