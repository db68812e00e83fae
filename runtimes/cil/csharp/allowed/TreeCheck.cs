using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Interleave.Compiler;

/// <summary>Checks one file.</summary>
sealed class TreeCheck(SemanticModel model, List<Finding> findings)
{
    const string OwnRuntime = "Interleave.Runtime";

    readonly HashSet<int> lines = new();

    public void Run(SyntaxNode root)
    {
        foreach (var node in root.DescendantNodes(null, false))
        {
            if (node is UsingDirectiveSyntax or QualifiedNameSyntax { Parent: UsingDirectiveSyntax or BaseNamespaceDeclarationSyntax }) continue;
            if (node.Ancestors(true).Any(one => one is UsingDirectiveSyntax)) continue;
            Language(node);
            if (node is ExpressionSyntax or ConstructorInitializerSyntax or AttributeSyntax) Symbols(node);
        }
    }

    /// <summary>What of the language is not for contracts.</summary>
    void Language(SyntaxNode node)
    {
        switch (node)
        {
            case UnsafeStatementSyntax or FixedStatementSyntax or PointerTypeSyntax or FunctionPointerTypeSyntax:
                Report(node, "ILW2001", "unsafe code is not allowed", "use Span<T> or an array");
                break;
            case StackAllocArrayCreationExpressionSyntax or ImplicitStackAllocArrayCreationExpressionSyntax:
                Report(node, "ILW2002", "stackalloc is not allowed: the stack is metered", "use an array");
                break;
            case LockStatementSyntax:
                Report(node, "ILW2003", "lock is not allowed", "a contract runs in one thread: leave it out");
                break;
            case AwaitExpressionSyntax:
                Report(node, "ILW2004", "await is not allowed", "a contract runs in one thread, to its end: call the method");
                break;
            case DestructorDeclarationSyntax:
                Report(node, "ILW2005", "finalizers are not allowed: when memory is collected differs from run to run", "leave it out");
                break;
            case ConstructorDeclarationSyntax constructor when constructor.Modifiers.Any(SyntaxKind.StaticKeyword):
                Report(node, "ILW2006", "static constructors are not allowed", "use const, or static readonly with a simple value");
                break;
            case MethodDeclarationSyntax method when method.Modifiers.Any(SyntaxKind.ExternKeyword):
                Report(node, "ILW2007", "extern methods are not allowed: a contract has no access to what is not .NET", null);
                break;
            case FieldDeclarationSyntax field:
                Field(field);
                break;
            case PropertyDeclarationSyntax property when property.Modifiers.Any(SyntaxKind.StaticKeyword) && property.AccessorList?.Accessors.Any(one => one.IsKind(SyntaxKind.SetAccessorDeclaration) && one.Body == null && one.ExpressionBody == null) == true:
                Report(node, "ILW2008", $"the static property {property.Identifier.ValueText} would outlive the call, in this lane only", "use [Storage], or pass the value along");
                break;
            case RefTypeExpressionSyntax or MakeRefExpressionSyntax or RefValueExpressionSyntax:
                Report(node, "ILW2001", "typed references are not allowed", null);
                break;
        }
    }

    void Field(FieldDeclarationSyntax field)
    {
        if (!field.Modifiers.Any(SyntaxKind.StaticKeyword)) return;
        foreach (var variable in field.Declaration.Variables)
        {
            if (model.GetDeclaredSymbol(variable, default) is not IFieldSymbol symbol) continue;
            if (!symbol.IsReadOnly)
                Report(variable, "ILW2008", $"the static field {symbol.Name} would outlive the call, in this lane only", "use [Storage], or make it const or static readonly");
            else if (!IsUnchanging(symbol.Type))
                Report(variable, "ILW2009", $"what {symbol.Name} holds can be changed and would outlive the call", "use an immutable type, or a property that makes it anew: static T Name => ...");
            else if (symbol.ContainingType.IsGenericType)
                Report(variable, "ILW2010", $"the static field {symbol.Name} is in a generic type", "move it to a type without type parameters");
        }
    }

    static bool IsUnchanging(ITypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Enum } or { SpecialType: SpecialType.System_String } => true,
        { IsValueType: true, IsReadOnly: true } => true,
        { IsValueType: true, SpecialType: not SpecialType.None } => true,
        INamedTypeSymbol { IsRecord: true, TypeKind: TypeKind.Class } record => record.GetMembers().OfType<IPropertySymbol>().All(one => one.SetMethod == null || one.SetMethod.IsInitOnly),
        _ => false,
    };

    /// <summary>What it names, and what type it has.</summary>
    void Symbols(SyntaxNode node)
    {
        var lenient = IsNonDeterministic(node);
        var info = model.GetSymbolInfo(node, default);
        if (info.Symbol is { } symbol) Symbol(node, symbol, lenient);
        if (node is not ExpressionSyntax) return;
        var type = model.GetTypeInfo(node, default);
        foreach (var one in new[] { type.Type, type.ConvertedType })
        {
            if (one is null) continue;
            if (one.TypeKind == TypeKind.Dynamic) Report(node, "ILW2011", "dynamic is not allowed", "give the type");
            else if (IsFloating(one) && !lenient) Refuse(node, one, AllowList.Refusal((INamedTypeSymbol)one, false) ?? "");
        }
    }

    static bool IsFloating(ITypeSymbol type) =>
        type.SpecialType is SpecialType.System_Double or SpecialType.System_Single or SpecialType.System_Decimal;

    void Symbol(SyntaxNode node, ISymbol symbol, bool lenient)
    {
        if (symbol is INamespaceSymbol or ILocalSymbol or IParameterSymbol or IRangeVariableSymbol or ILabelSymbol or ITypeParameterSymbol or IDiscardSymbol) return;
        if (symbol is IMethodSymbol { ReducedFrom: { } extension }) symbol = extension;
        var type = symbol as INamedTypeSymbol ?? symbol.ContainingType;
        if (type == null || type.TypeKind == TypeKind.Dynamic || type.IsAnonymousType) return;
        var assembly = type.ContainingAssembly?.Name ?? "";
        if (assembly == "Contract") return;
        if (assembly.StartsWith("Interleave."))
        {
            if (type.ContainingNamespace?.ToDisplayString() == OwnRuntime && type.Name is not ("CallResult" or "CallStatus" or "CallKind"))
                Report(node, "ILW2012", $"{type.Name} is for the meters and the host", "use what Interleave offers: Msg, Block, Self, Crypto, GasLeft()");
            return;
        }
        if (symbol is IMethodSymbol { Name: "GetHashCode" } && !lenient && !IsInGetHashCode(node))
            Report(node, "ILW2013", "hash codes of the class library differ from run to run", "compare values instead, or use Crypto.Keccak256");
        else if (AllowList.Refusal(symbol.OriginalDefinition, lenient) is { } hint) Refuse(node, symbol, hint);
    }

    void Refuse(SyntaxNode node, ISymbol symbol, string hint)
    {
        var name = symbol is INamedTypeSymbol type ? AllowList.NameOf(type) : $"{AllowList.NameOf(symbol.ContainingType)}.{symbol.Name}";
        Report(node, "ILW2000", $"{name} is not allowed in a contract", hint);
    }

    static bool IsInGetHashCode(SyntaxNode node) =>
        node.Ancestors(true).OfType<MethodDeclarationSyntax>().Any(one => one.Identifier.ValueText == "GetHashCode");

    bool IsNonDeterministic(SyntaxNode node)
    {
        foreach (var declaration in node.Ancestors(true).OfType<TypeDeclarationSyntax>())
        {
            for (var type = model.GetDeclaredSymbol(declaration, default) as INamedTypeSymbol; type != null; type = type.BaseType)
                if (type.Has("NonDeterministic")) return true;
        }
        return false;
    }

    /// <summary>Once a line: what is wrong with an expression is wrong with the one around it.</summary>
    void Report(SyntaxNode node, string code, string message, string? hint)
    {
        var location = node.GetLocation();
        if (lines.Add(location.GetLineSpan().StartLinePosition.Line)) findings.Add(new Finding(location, code, message, hint));
    }
}
