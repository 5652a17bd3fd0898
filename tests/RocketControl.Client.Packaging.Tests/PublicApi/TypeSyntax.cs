using System.Reflection;

namespace RocketControl.Client.Packaging.Tests.PublicApi;

/// <summary>Types as they are written in C#, with question marks, without namespaces.</summary>
internal static class TypeSyntax
{
    private static readonly NullabilityInfoContext Annotations = new();

    private static readonly Dictionary<Type, string> Keywords = new (Type Type, string Keyword)[]
    {
        (typeof(void), "void"), (typeof(object), "object"), (typeof(string), "string"), (typeof(bool), "bool"), (typeof(char), "char"),
        (typeof(byte), "byte"), (typeof(sbyte), "sbyte"), (typeof(short), "short"), (typeof(ushort), "ushort"), (typeof(int), "int"),
        (typeof(uint), "uint"), (typeof(long), "long"), (typeof(ulong), "ulong"), (typeof(float), "float"), (typeof(double), "double"),
        (typeof(decimal), "decimal"), (typeof(nint), "nint"), (typeof(nuint), "nuint"),
    }.ToDictionary(pair => pair.Type, pair => pair.Keyword);

    public static string Of(ParameterInfo parameter) => Of(parameter.ParameterType, Annotations.Create(parameter));

    public static string Of(PropertyInfo property) => Of(property.PropertyType, Annotations.Create(property));

    public static string Of(FieldInfo field) => Of(field.FieldType, Annotations.Create(field));

    public static string Of(EventInfo happening) => Of(happening.EventHandlerType!, Annotations.Create(happening));

    /// <param name="type">The type.</param>
    /// <param name="annotation">Where question marks belong; null if none do.</param>
    public static string Of(Type type, NullabilityInfo? annotation = null)
    {
        if (type.IsByRef)
            return Of(type.GetElementType()!, annotation?.ElementType ?? annotation);
        if (Nullable.GetUnderlyingType(type) is { } value)
            return $"{Of(value, annotation?.GenericTypeArguments.FirstOrDefault())}?";
        var isNullable = annotation is { ReadState: NullabilityState.Nullable } or { WriteState: NullabilityState.Nullable };
        return Bare(type, annotation) + (isNullable && !type.IsValueType && !type.IsGenericParameter ? "?" : "");
    }

    /// <summary>The name of a type with its arguments or parameters, and with those that it is nested in.</summary>
    public static string NameOf(Type type, NullabilityInfo? annotation = null)
    {
        var name = type.Name.Split('`')[0];
        var outer = type.DeclaringType is { } declaring && !type.IsGenericParameter ? $"{NameOf(declaring)}." : "";
        if (!type.IsGenericType)
            return outer + name;
        var arguments = type.GetGenericArguments().Select((argument, i) => Of(argument, annotation?.GenericTypeArguments.ElementAtOrDefault(i)));
        return $"{outer}{name}<{string.Join(", ", arguments)}>";
    }

    private static string Bare(Type type, NullabilityInfo? annotation)
    {
        if (Keywords.TryGetValue(type, out var keyword))
            return keyword;
        if (type.IsArray)
            return $"{Of(type.GetElementType()!, annotation?.ElementType)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (type.IsGenericType && type.FullName?.StartsWith("System.ValueTuple`", StringComparison.Ordinal) is true)
            return $"({string.Join(", ", type.GetGenericArguments().Select((part, i) => Of(part, annotation?.GenericTypeArguments.ElementAtOrDefault(i))))})";
        return NameOf(type, annotation);
    }
}
