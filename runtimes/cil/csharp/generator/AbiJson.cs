using System.Collections.Generic;
using System.Linq;

namespace Interleave.Compiler;

/// <summary>A contract's ABI as JSON (Solidity ABI specification, "JSON").</summary>
static class AbiJson
{
    public static string Of(ContractModel contract, IEnumerable<RecordType> records)
    {
        var entries = new List<string>
        {
            Json.Object(
                ("type", Json.Text("constructor")),
                ("inputs", Inputs(contract.ConstructorInputs)),
                ("stateMutability", Json.Text(contract.ConstructorIsPayable ? "payable" : "nonpayable"))),
        };
        entries.AddRange(contract.Functions.OrderBy(one => one.Signature, System.StringComparer.Ordinal).Select(one => Json.Object(
            ("type", Json.Text("function")),
            ("name", Json.Text(one.Name)),
            ("inputs", Inputs(one.Inputs)),
            ("outputs", Inputs(one.Outputs)),
            ("stateMutability", Json.Text(one.Mutability.ToString().ToLowerInvariant())))));
        if (contract.Receive != null) entries.Add(Json.Object(("type", Json.Text("receive")), ("stateMutability", Json.Text("payable"))));
        if (contract.Fallback != null)
            entries.Add(Json.Object(("type", Json.Text("fallback")), ("stateMutability", Json.Text(contract.Fallback.Has("Payable") ? "payable" : "nonpayable"))));
        entries.AddRange(records.Where(one => one.BelongsTo(contract)).OrderBy(one => one.Signature, System.StringComparer.Ordinal).Select(Record));
        if (contract.IsGuarded) entries.Add(Json.Object(("type", Json.Text("error")), ("name", Json.Text("Reentrancy")), ("inputs", "[]")));
        return Json.List(entries);
    }

    static string Record(RecordType record)
    {
        var inputs = Json.List(record.Fields.Select(field =>
            Entry(field.Name, field.Type, record.IsEvent ? [("indexed", Json.Flag(field.Indexed))] : [])));
        var head = new[] { ("type", Json.Text(record.IsEvent ? "event" : "error")), ("name", Json.Text(record.Name)), ("inputs", inputs) };
        return Json.Object(record.IsEvent ? [.. head, ("anonymous", "false")] : head);
    }

    static string Inputs(IEnumerable<Parameter> parameters) => Json.List(parameters.Select(one => Entry(one.Name, one.Type, [])));

    static string Entry(string name, AbiType type, (string, string)[] more)
    {
        var fields = new List<(string, string)>
        {
            ("name", Json.Text(name)),
            ("type", Json.Text(type.Json)),
            ("internalType", Json.Text(type.Internal)),
        };
        var item = type;
        while (item is SequenceType sequence) item = sequence.Item;
        if (item is EnumType one) fields.Add(one.MembersJson);
        if (type.Components.Count > 0)
            fields.Add(("components", Json.List(type.Components.Select(field => Entry(field.Name, field.Type, [])))));
        fields.AddRange(more);
        return Json.Object(fields);
    }
}
