using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Interleave.Compiler;

/// <summary>Writes how a contract is called and deployed: the class the host looks for. It says what the contract offers and keeps, too: the assembly alone tells all of it.</summary>
sealed class DispatchWriter(CodecWriter codecs, SourceWriter source)
{
    const string Sdk = "global::Interleave";

    public void Write(ContractModel contract, GeneratedContract described)
    {
        var type = contract.Symbol.Full();
        if (contract.NonDeterministic) source.Line($"[{Sdk}.NonDeterministic]");
        source.Open($"public static class {contract.Name}");
        source.Line($"public const string InterfaceJson = {Quoted(described.Abi)};");
        source.Line($"public const string LayoutJson = {Quoted(described.Layout)};");
        source.Line("public static void Register() => Codecs.Register();");
        WriteCall(contract, type);
        WriteConstruct(contract, type);
        for (var i = 0; i < contract.Functions.Count; i++) WriteFunction(contract.Functions[i], i, type);
        source.Close();
    }

    static string Quoted(string text) => $"@\"{text.Replace("\"", "\"\"")}\"";

    void WriteCall(ContractModel contract, string type)
    {
        source.Open("public static byte[] Call(byte[] input)");
        source.Line($"var self = ({type})global::System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(typeof({type}));");
        if (contract.Receive is { } receive)
        {
            source.Open("if (input.Length == 0)");
            WriteGuarded(receive, $"self.@{receive.Name}();");
            source.Line("return global::System.Array.Empty<byte>();");
            source.Close();
        }
        source.Open("if (input.Length >= 4)");
        source.Line($"var reader = new {Sdk}.AbiReader(input, 4);");
        source.Open("switch (unchecked((uint)(input[0] << 24 | input[1] << 16 | input[2] << 8 | input[3])))");
        for (var i = 0; i < contract.Functions.Count; i++) source.Line($"case {contract.Functions[i].Selector}u: return Function{i}(self, reader);");
        source.Close();
        source.Close();
        if (contract.Fallback is { } fallback)
        {
            if (!fallback.Has("Payable")) source.Line($"{Sdk}.Entry.RefuseValue();");
            var call = $"self.@{fallback.Name}({(fallback.Parameters.Length == 0 ? "" : "input")})";
            WriteGuarded(fallback, fallback.ReturnsVoid ? $"{call};" : $"var result = {call};");
            source.Line(fallback.ReturnsVoid ? "return global::System.Array.Empty<byte>();" : "return result;");
        }
        else source.Line($"throw new {Sdk}.Revert();");
        source.Close();
    }

    void WriteGuarded(IMethodSymbol method, string statement)
    {
        var guarded = method.Has("NonReentrant");
        if (guarded) source.Line($"{Sdk}.Guard.Enter();");
        source.Line(statement);
        if (guarded) source.Line($"{Sdk}.Guard.Leave();");
    }

    void WriteConstruct(ContractModel contract, string type)
    {
        source.Open("public static void Construct(byte[] args)");
        if (!contract.ConstructorIsPayable) source.Line($"{Sdk}.Entry.RefuseValue();");
        var initialized = contract.Chain.Where(StorageRewriter.HasInitializers).ToArray();
        if (initialized.Length > 0)
            source.Line($"var blank = ({type})global::System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(typeof({type}));");
        foreach (var one in initialized) source.Line($"blank.{StorageRewriter.InitializerOf(one)}();");
        source.Line($"var reader = new {Sdk}.AbiReader(args, 0);");
        source.Line($"_ = new {type}({Arguments(contract.ConstructorInputs)});");
        source.Close();
    }

    void WriteFunction(ContractFunction function, int index, string type)
    {
        foreach (var parameter in function.Inputs.Where(_ => !function.Keys || function.Symbol is IMethodSymbol)) codecs.Need(parameter.Type.Symbol);
        source.Open($"static byte[] Function{index}({type} self, {Sdk}.AbiReader reader)");
        if (function.Mutability != Mutability.Payable) source.Line($"{Sdk}.Entry.RefuseValue();");
        if (function.Mutability <= Mutability.View)
        {
            if (function.Guarded) source.Line($"{Sdk}.Guard.Check();");
            source.Line("global::Interleave.Runtime.Host.OnlyReads = true;");
        }
        else if (function.Guarded) source.Line($"{Sdk}.Guard.Enter();");
        var call = function.Symbol is IPropertySymbol property
            ? Getter(function, property)
            : $"self.@{function.Symbol.Name}({Arguments(function.Inputs)})";
        source.Line(function.Outputs.Count == 0 ? $"{call};" : $"var result = {call};");
        if (function.Guarded && function.Mutability > Mutability.View) source.Line($"{Sdk}.Guard.Leave();");
        WriteResult(function);
        source.Close();
    }

    string Getter(ContractFunction function, IPropertySymbol property)
    {
        var access = $"self.@{property.Name}";
        // Private properties of base classes are not seen from here; a public one always is.
        var type = property.Type;
        var head = 0;
        for (; function.Keys && type is INamedTypeSymbol place && StorageLayout.IsPlace(place); type = place.TypeArguments.Last())
        {
            if (place.IsSdk("Counter")) return access + ".Value";
            if (place.IsSdk("Mapping"))
            {
                codecs.Need(place.TypeArguments[0]);
                access += $"[{CodecWriter.Codec(place.TypeArguments[0])}.Decode(reader, {head}, 0)]";
            }
            else access += $"[{Sdk}.Entry.Index(reader, {head})]";
            head += 32;
        }
        return access;
    }

    void WriteResult(ContractFunction function)
    {
        if (function.Outputs.Count == 0)
        {
            source.Line("return global::System.Array.Empty<byte>();");
            return;
        }
        source.Line($"var writer = new {Sdk}.AbiWriter();");
        source.Line($"writer.Reserve({function.Outputs.Sum(one => one.Type.HeadSize)});");
        var isTuple = function.Symbol is IMethodSymbol { ReturnType.IsTupleType: true } or IPropertySymbol { Type.IsTupleType: true };
        var head = 0;
        for (var i = 0; i < function.Outputs.Count; i++)
        {
            var type = function.Outputs[i].Type;
            codecs.Need(type.Symbol);
            source.Line($"{CodecWriter.Codec(type.Symbol)}.Encode(writer, result{(isTuple ? $".Item{i + 1}" : "")}, {head}, 0);");
            head += type.HeadSize;
        }
        source.Line("return writer.ToBytes();");
    }

    string Arguments(IReadOnlyList<Parameter> parameters)
    {
        var head = 0;
        var arguments = new List<string>();
        foreach (var parameter in parameters)
        {
            codecs.Need(parameter.Type.Symbol);
            arguments.Add($"{CodecWriter.Codec(parameter.Type.Symbol)}.Decode(reader, {head}, 0)");
            head += parameter.Type.HeadSize;
        }
        return string.Join(", ", arguments);
    }
}
