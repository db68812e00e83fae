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
    const string OwnLibrary = "Interleave.Library";

    readonly HashSet<int> lines = new();

    /// <summary>
    /// Types with nothing to be said against, and for contracts that are not deterministic: many nodes have the same, and types may be large.
    /// </summary>
    readonly HashSet<object> fine = new(Same.Instance), fineLenient = new(Same.Instance);

    /// <summary>Declarations around the node that is looked at: where each ends, and whether it may do what is not deterministic.</summary>
    readonly Stack<(int End, bool Lenient)> around = new();

    public void Run(SyntaxNode root)
    {
        foreach (var node in root.DescendantNodes(one => one is not UsingDirectiveSyntax, false))
        {
            if (node is UsingDirectiveSyntax or QualifiedNameSyntax { Parent: BaseNamespaceDeclarationSyntax }) continue;
            while (around.Count > 0 && node.SpanStart >= around.Peek().End) around.Pop();
            if (node is TypeDeclarationSyntax declaration) Enter(declaration);
            Language(node);
            Declarations(node);
            if (node is ExpressionSyntax or ConstructorInitializerSyntax or PrimaryConstructorBaseTypeSyntax or AttributeSyntax) Symbols(node);
        }
    }

    bool IsLenient => around.Count > 0 && around.Peek().Lenient;

    void Enter(TypeDeclarationSyntax declaration)
    {
        var lenient = IsLenient || (model.GetDeclaredSymbol(declaration, default) is INamedTypeSymbol type && type.IsNonDeterministic());
        around.Push((declaration.Span.End, lenient));
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
            case AwaitExpressionSyntax or CommonForEachStatementSyntax { AwaitKeyword.RawKind: not 0 } or UsingStatementSyntax { AwaitKeyword.RawKind: not 0 } or LocalDeclarationStatementSyntax { AwaitKeyword.RawKind: not 0 }:
                Report(node, "ILW2004", "await is not allowed", "a contract runs in one thread, to its end: call the method");
                break;
            case DestructorDeclarationSyntax:
                Report(node, "ILW2005", "finalizers are not allowed: when memory is collected differs from run to run", "leave it out");
                break;
            case ConstructorDeclarationSyntax constructor when constructor.Modifiers.Any(SyntaxKind.StaticKeyword):
                Report(node, "ILW2006", "static constructors are not allowed", "use const, or static readonly with a simple value");
                break;
            case MemberDeclarationSyntax { Modifiers: var modifiers } when modifiers.Any(SyntaxKind.ExternKeyword):
            case LocalFunctionStatementSyntax { Modifiers: var local } when local.Any(SyntaxKind.ExternKeyword):
                Report(node, "ILW2007", "extern methods are not allowed: a contract has no access to what is not .NET", null);
                break;
            case MemberDeclarationSyntax { Modifiers: var modifiers } when modifiers.Any(SyntaxKind.AsyncKeyword):
            case LocalFunctionStatementSyntax { Modifiers: var local } when local.Any(SyntaxKind.AsyncKeyword):
            case AnonymousFunctionExpressionSyntax { Modifiers: var lambda } when lambda.Any(SyntaxKind.AsyncKeyword):
                Report(node, "ILW2004", "async is not allowed", "a contract runs in one thread, to its end: leave async out");
                break;
            case EventFieldDeclarationSyntax or EventDeclarationSyntax:
                Report(node, "ILW2014", "C# events are not allowed: nobody outside a contract could listen", "declare [Event] public record Name(..) and write it with Emit");
                break;
            case BaseNamespaceDeclarationSyntax space when First(space.Name) is "System" or "Interleave" or "Microsoft":
                Report(space.Name, "ILW2015", $"types in the namespace {space.Name} would stand in for those of the system", "choose another namespace");
                break;
            case RefTypeExpressionSyntax or MakeRefExpressionSyntax or RefValueExpressionSyntax:
                Report(node, "ILW2001", "typed references are not allowed", null);
                break;
        }
    }

    static string First(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => First(qualified.Left),
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };

    /// <summary>What a type keeps beyond a call.</summary>
    void Declarations(SyntaxNode node)
    {
        if (node is not BaseTypeDeclarationSyntax || model.GetDeclaredSymbol(node, default) is not INamedTypeSymbol type) return;
        foreach (var (member, code, message, hint) in StaticState.Of(type, model))
        {
            foreach (var place in member.Locations)
            {
                if (place.SourceTree == model.SyntaxTree) Report(place, code, message, hint);
            }
        }
    }

    /// <summary>What it names, what type it has, and what the compiler calls to convert it.</summary>
    void Symbols(SyntaxNode node)
    {
        var lenient = IsLenient;
        if (IsCalled(node)) return;
        if (model.GetSymbolInfo(node, default).Symbol is { } symbol) Symbol(node, symbol, lenient);
        if (node is not ExpressionSyntax expression) return;
        var types = model.GetTypeInfo(node, default);
        if (types.Type != null) Type(node, types.Type, lenient);
        if (types.ConvertedType != null && !ReferenceEquals(types.Type, types.ConvertedType)) Type(node, types.ConvertedType, lenient);
        if (model.GetConversion(expression, default) is { IsUserDefined: true, MethodSymbol: { } conversion }) Symbol(node, conversion, lenient);
    }

    /// <summary>
    /// It names the method of a call, which is looked at as a call: asked for the name, Roslyn binds all of the statement again, however long.
    /// </summary>
    bool IsCalled(SyntaxNode node)
    {
        if (node.Parent is MemberAccessExpressionSyntax access && access.Name == node) node = access;
        else if (node.Parent is MemberBindingExpressionSyntax binding) node = binding;
        return node is SimpleNameSyntax or MemberAccessExpressionSyntax or MemberBindingExpressionSyntax
            && node.Parent is InvocationExpressionSyntax call && call.Expression == node
            && model.GetSymbolInfo(call, default).Symbol is IMethodSymbol { MethodKind: not MethodKind.DelegateInvoke };
    }

    /// <summary>Expressions may have types that nobody has written down.</summary>
    void Type(SyntaxNode node, ITypeSymbol type, bool lenient)
    {
        var known = lenient ? fineLenient : fine;
        if (known.Contains(type)) return;
        var before = findings.Count;
        switch (type)
        {
            case { TypeKind: TypeKind.Dynamic }:
                Report(node, "ILW2011", "dynamic is not allowed", "give the type");
                return;
            case IArrayTypeSymbol array:
                Type(node, array.ElementType, lenient);
                break;
            case INamedTypeSymbol { IsAnonymousType: false, TypeKind: not TypeKind.Error } named:
                Symbol(node, named, lenient);
                foreach (var argument in named.TypeArguments) Type(node, argument, lenient);
                break;
        }
        // Where something has been said on this line already, nobody knows.
        if (findings.Count == before && !lines.Contains(LineOf(node.GetLocation()))) known.Add(type);
    }

    void Symbol(SyntaxNode node, ISymbol symbol, bool lenient)
    {
        if (symbol is INamespaceSymbol or ILocalSymbol or IParameterSymbol or IRangeVariableSymbol or ILabelSymbol or ITypeParameterSymbol or IDiscardSymbol) return;
        if (symbol is IMethodSymbol { MethodKind: MethodKind.BuiltinOperator } builtin)
        {
            if (builtin.ReturnType.TypeKind == TypeKind.Delegate)
                Report(node, "ILW2016", "a delegate that calls several methods is not allowed", "keep them in a List");
            return;
        }
        if (symbol is IMethodSymbol { ReducedFrom: { } extension }) symbol = extension;
        var type = symbol as INamedTypeSymbol ?? symbol.ContainingType;
        if (type == null || type.TypeKind == TypeKind.Dynamic || type.IsAnonymousType || type.SpecialType == SpecialType.System_Void) return;
        var assembly = type.ContainingAssembly?.Name ?? "";
        if (assembly == "Contract")
        {
            if (!lenient && type.IsNonDeterministic())
                Report(node, "ILW2018", $"{type.Name} is not deterministic", "call such a contract at its address, by an interface; or mark the class that uses it with [NonDeterministic] too");
            return;
        }
        if (assembly.StartsWith("Interleave."))
        {
            if (IsOwn(type, symbol)) Report(node, "ILW2012", $"{type.Name} is for the meters and the host", "use what Interleave offers: Msg, Block, Self, Crypto, GasLeft()");
            return;
        }
        if (IsByBase(node) && symbol is IMethodSymbol { Name: "GetHashCode", ContainingType.SpecialType: SpecialType.System_Object or SpecialType.System_ValueType })
        {
            Report(node, "ILW2013", "it depends on where the object lies in memory", "compare values instead, or use Crypto.Keccak256");
            return;
        }
        symbol = Overridden(node, symbol);
        if (symbol is IMethodSymbol { Name: "GetHashCode" } && !lenient && !IsInGetHashCode(node))
            Report(node, "ILW2013", "hash codes of the class library differ from run to run", "compare values instead, or use Crypto.Keccak256");
        else if (AllowList.Refusal(symbol.OriginalDefinition, lenient) is { } hint) Refuse(node, symbol, hint);
        else if (symbol is IMethodSymbol { IsStatic: false, MethodKind: MethodKind.Ordinary } && IsMethodGroup(node))
            Report(node, "ILW2017", $"{symbol.Name} of {MemberText.NameOf(symbol.ContainingType)} cannot be made a delegate", "write a lambda that calls it");
    }

    /// <summary>For the meters, the host, and what the library puts in the place of .NET's members.</summary>
    static bool IsOwn(INamedTypeSymbol type, ISymbol symbol) => type.ContainingNamespace?.ToDisplayString() switch
    {
        OwnRuntime => true,
        // Collections have members from base classes there.
        OwnLibrary => symbol is INamedTypeSymbol || symbol.IsStatic,
        _ => false,
    };

    static bool IsByBase(SyntaxNode node) => node is MemberAccessExpressionSyntax { Expression: BaseExpressionSyntax }
        || (node.Parent is MemberAccessExpressionSyntax { Expression: BaseExpressionSyntax } access && access.Name == node)
        || (node is InvocationExpressionSyntax { Expression: { } called } && IsByBase(called));

    /// <summary>What an override overrides in the end: that is what the compiler calls, but by way of base and for the built-in structs.</summary>
    static ISymbol Overridden(SyntaxNode node, ISymbol symbol)
    {
        var type = symbol.ContainingType;
        if (IsByBase(node) || type == null || (type.IsValueType && type.OriginalDefinition.SpecialType != SpecialType.None)) return symbol;
        while (symbol is IMethodSymbol { OverriddenMethod: { } overridden }) symbol = overridden;
        return symbol;
    }

    /// <summary>It names a method without calling it.</summary>
    static bool IsMethodGroup(SyntaxNode node)
    {
        if (node is not (SimpleNameSyntax or MemberAccessExpressionSyntax)) return false;
        while (node.Parent is MemberAccessExpressionSyntax outer && outer.Name == node) node = outer;
        while (node.Parent is ParenthesizedExpressionSyntax or ConditionalAccessExpressionSyntax || node.Parent is MemberBindingExpressionSyntax) node = node.Parent;
        return node.Parent is not InvocationExpressionSyntax && node is not ConditionalAccessExpressionSyntax && !node.Ancestors(false).OfType<InvocationExpressionSyntax>().Any(one => one.Expression is IdentifierNameSyntax { Identifier.ValueText: "nameof" });
    }

    void Refuse(SyntaxNode node, ISymbol symbol, string hint)
    {
        var name = symbol is INamedTypeSymbol type ? MemberText.NameOf(type) : $"{MemberText.NameOf(symbol.ContainingType)}.{symbol.Name}";
        Report(node, "ILW2000", $"{name} is not allowed in a contract", hint);
    }

    static bool IsInGetHashCode(SyntaxNode node) =>
        node.Ancestors(true).OfType<MethodDeclarationSyntax>().Any(one => one.Identifier.ValueText == "GetHashCode");

    /// <summary>Once a line: what is wrong with an expression is wrong with the one around it.</summary>
    void Report(SyntaxNode node, string code, string message, string? hint) => Report(node.GetLocation(), code, message, hint);

    void Report(Location location, string code, string message, string? hint)
    {
        if (lines.Add(LineOf(location))) findings.Add(new Finding(location, code, message, hint));
    }

    static int LineOf(Location location) => location.GetLineSpan().StartLinePosition.Line;

    /// <summary>By the object: symbols are compared by all that they are made of.</summary>
    sealed class Same : IEqualityComparer<object>
    {
        public static readonly Same Instance = new();

        bool IEqualityComparer<object>.Equals(object? one, object? other) => ReferenceEquals(one, other);

        int IEqualityComparer<object>.GetHashCode(object one) => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(one);
    }
}
