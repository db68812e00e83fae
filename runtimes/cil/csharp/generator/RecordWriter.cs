using System.Collections.Generic;
using System.Linq;

namespace Interleave.Compiler;

/// <summary>Writes how events go to the log and errors into revert data.</summary>
sealed class RecordWriter(CodecWriter codecs, SourceWriter source)
{
    const string Sdk = "global::Interleave";

    readonly List<string> registrations = [];

    public IReadOnlyList<string> Registrations => registrations;

    public void Write(RecordType record)
    {
        foreach (var field in record.Fields) codecs.Need(field.Type.Symbol);
        var name = $"{(record.IsEvent ? "Event" : "Error")}{registrations.Count}";
        var type = record.Symbol.Full();
        if (record.IsEvent) WriteEvent(record, name, type);
        else WriteError(record, name, type);
    }

    void WriteEvent(RecordType record, string name, string type)
    {
        registrations.Add($"{Sdk}.EventType<{type}>.Of ??= new {name}();");
        source.Open($"sealed class {name} : {Sdk}.EventType<{type}>");
        source.Line($"static readonly {Sdk}.UInt256 signature = {Sdk}.UInt256.Parse(\"0x{Keccak.Topic(record.Signature)}\");");
        source.Open($"public override void Emit({type} value)");
        var topics = record.Fields.Where(field => field.Indexed).Select(field => $"{CodecWriter.Codec(field.Type.Symbol)}.Topic(value.@{field.Access})");
        WriteFields(record.Fields.Where(field => !field.Indexed).ToArray());
        source.Line($"Write(new {Sdk}.UInt256[] {{ {string.Join(", ", topics.Prepend("signature"))} }}, writer);");
        source.Close();
        source.Close();
    }

    void WriteError(RecordType record, string name, string type)
    {
        registrations.Add($"{Sdk}.ErrorType<{type}>.Register(new {name}());");
        source.Open($"sealed class {name} : {Sdk}.ErrorType<{type}>");
        source.Open($"protected override byte[] Encode({type} value)");
        WriteFields(record.Fields);
        source.Line($"return {Sdk}.Abi.WithSelector({Keccak.Selector(record.Signature)}u, writer);");
        source.Close();
        source.Close();
    }

    void WriteFields(IReadOnlyList<Field> fields)
    {
        source.Line($"var writer = new {Sdk}.AbiWriter();");
        source.Line($"writer.Reserve({fields.Sum(field => field.Type.HeadSize)});");
        foreach (var (field, head) in CodecWriter.WithHeads(fields)) source.Line($"{CodecWriter.Codec(field.Type.Symbol)}.Encode(writer, value.@{field.Access}, {head}, 0);");
    }
}
