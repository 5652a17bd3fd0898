using System.Reflection;

namespace RocketControl.Client.Packaging.Tests.PublicApi;

/// <summary>The first line of a type.</summary>
internal static class TypeDeclaration
{
    public static string Of(Type type)
    {
        if (type.IsAssignableTo(typeof(Delegate)))
            return $"{Access(type)} delegate {MemberSyntax.Signature(type.GetMethod("Invoke")!, TypeSyntax.NameOf(type))}";
        var heritage = Heritage(type).ToList();
        return $"{Access(type)} {Modifiers(type)}{Kind(type)} {TypeSyntax.NameOf(type)}"
            + (heritage.Count == 0 ? "" : $" : {string.Join(", ", heritage)}")
            + Constraints(type.GetGenericArguments());
    }

    /// <summary>Whether the compiler made a record of it.</summary>
    public static bool IsRecord(Type type) =>
        type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly) is not null;

    public static string Constraints(IEnumerable<Type> parameters) => string.Concat(
        parameters.Where(parameter => parameter.IsGenericParameter)
            .Select(parameter => (parameter.Name, Demands: Demands(parameter).ToList()))
            .Where(parameter => parameter.Demands.Count > 0)
            .Select(parameter => $" where {parameter.Name} : {string.Join(", ", parameter.Demands)}"));

    private static string Access(Type type) => type.IsPublic || type.IsNestedPublic ? "public" : "protected";

    private static string Modifiers(Type type) => type switch
    {
        { IsEnum: true } or { IsInterface: true } => "",
        { IsValueType: true } => type.GetCustomAttributesData().Any(data => data.AttributeType.Name == "IsReadOnlyAttribute") ? "readonly " : "",
        { IsAbstract: true, IsSealed: true } => "static ",
        { IsAbstract: true } => "abstract ",
        { IsSealed: true } => "sealed ",
        _ => "",
    };

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => type.IsDefined(typeof(FlagsAttribute)) ? "flags enum" : "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } => IsRecord(type) ? "record struct" : "struct",
        _ => IsRecord(type) ? "record" : "class",
    };

    private static IEnumerable<string> Heritage(Type type)
    {
        if (type.IsEnum)
            return Enum.GetUnderlyingType(type) == typeof(int) ? [] : [TypeSyntax.Of(Enum.GetUnderlyingType(type))];
        var parent = type.BaseType is { } known && known != typeof(object) && known != typeof(ValueType) ? known : null;
        var interfaces = type.GetInterfaces()
            .Except(parent?.GetInterfaces() ?? [])
            .Where(implemented => implemented.IsVisible && !(IsRecord(type) && implemented.Name == "IEquatable`1"))
            .ToList();
        var direct = interfaces.Except(interfaces.SelectMany(implemented => implemented.GetInterfaces())).OrderBy(implemented => implemented.Name, StringComparer.Ordinal);
        return (parent is null ? [] : new[] { parent }).Concat(direct).Select(ancestor => TypeSyntax.Of(ancestor));
    }

    private static IEnumerable<string> Demands(Type parameter)
    {
        var flags = parameter.GenericParameterAttributes;
        if (flags.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
            yield return "class";
        if (flags.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint))
            yield return "struct";
        foreach (var demanded in parameter.GetGenericParameterConstraints().Where(demanded => demanded != typeof(ValueType)))
            yield return TypeSyntax.Of(demanded);
        if (flags.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && !flags.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint))
            yield return "new()";
    }
}
