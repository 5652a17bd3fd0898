using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace RocketControl.Client.Packaging.Tests.PublicApi;

/// <summary>Members as they are declared in C#, without bodies.</summary>
internal static class MemberSyntax
{
    public static string Of(MemberInfo member) => Obsolete(member) + member switch
    {
        ConstructorInfo constructor =>
            $"{Access(constructor)} {TypeSyntax.NameOf(constructor.DeclaringType!).Split('<')[0].Split('.')[^1]}({Parameters(constructor)})",
        MethodInfo method => $"{Access(method)} {Modifiers(method)}{Signature(method, NameOf(method))}",
        PropertyInfo property => Property(property),
        FieldInfo { IsLiteral: true, DeclaringType.IsEnum: true } field =>
            $"{field.Name} = {Convert.ToInt64(field.GetRawConstantValue(), CultureInfo.InvariantCulture)}",
        FieldInfo field => Field(field),
        EventInfo happening => $"{Access(happening.AddMethod!)} {Modifiers(happening.AddMethod!)}event {TypeSyntax.Of(happening)} {happening.Name}",
        _ => throw new ArgumentOutOfRangeException(nameof(member), member, null),
    };

    /// <summary>A method's result, name, parameters and constraints.</summary>
    public static string Signature(MethodInfo method, string name) =>
        $"{TypeSyntax.Of(method.ReturnParameter)} {name}({Parameters(method)})"
        + TypeDeclaration.Constraints(method.IsGenericMethod ? method.GetGenericArguments() : []);

    private static string NameOf(MethodInfo method) => method.IsGenericMethod
        ? $"{method.Name}<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>"
        : method.Name;

    private static string Property(PropertyInfo property)
    {
        var widest = new[] { property.GetMethod, property.SetMethod }.OfType<MethodInfo>()
            .Where(ApiListing.IsVisible).OrderByDescending(accessor => accessor.IsPublic).First();
        var index = property.GetIndexParameters();
        var name = index.Length == 0 ? property.Name : $"this[{string.Join(", ", index.Select(Parameter))}]";
        var required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        var accessors = Accessor(property.GetMethod, "get", widest) + Accessor(property.SetMethod, IsInit(property) ? "init" : "set", widest);
        return $"{Access(widest)} {required}{Modifiers(widest)}{TypeSyntax.Of(property)} {name} {{ {accessors}}}";
    }

    private static string Accessor(MethodInfo? accessor, string name, MethodInfo widest)
    {
        if (accessor is null || !ApiListing.IsVisible(accessor))
            return "";
        return Access(accessor) == Access(widest) ? $"{name}; " : $"{Access(accessor)} {name}; ";
    }

    private static bool IsInit(PropertyInfo property) =>
        property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) is true;

    private static string Field(FieldInfo field)
    {
        var access = field.IsPublic ? "public" : "protected";
        if (field.IsLiteral)
            return $"{access} const {TypeSyntax.Of(field)} {field.Name} = {Literal(field.GetRawConstantValue(), field.FieldType)}";
        return $"{access} {(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{TypeSyntax.Of(field)} {field.Name}";
    }

    private static string Access(MethodBase method) => method.IsPublic ? "public" : "protected";

    private static string Modifiers(MethodBase method) => method switch
    {
        _ when method.DeclaringType!.IsInterface => method.IsAbstract ? "" : "virtual ",
        { IsStatic: true } => "static ",
        { IsAbstract: true } => "abstract ",
        MethodInfo { IsVirtual: true } derived when derived.GetBaseDefinition() != derived =>
            derived is { IsFinal: true, DeclaringType.IsSealed: false } ? "sealed override " : "override ",
        { IsVirtual: true, IsFinal: false } => "virtual ",
        _ => "",
    };

    private static string Parameters(MethodBase method) =>
        (method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "") + string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var passing = parameter switch
        {
            { ParameterType.IsByRef: true, IsOut: true } => "out ",
            { ParameterType.IsByRef: true, IsIn: true } => "in ",
            { ParameterType.IsByRef: true } => "ref ",
            _ when IsForAnyNumber(parameter) => "params ",
            _ => "",
        };
        var standard = parameter.HasDefaultValue ? $" = {Literal(parameter.RawDefaultValue, parameter.ParameterType)}" : "";
        return $"{passing}{TypeSyntax.Of(parameter)} {parameter.Name}{standard}";
    }

    private static string Literal(object? value, Type type) => value switch
    {
        null => type.IsValueType && Nullable.GetUnderlyingType(type) is null ? "default" : "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        _ when type.IsEnum => $"{type.Name}.{Enum.ToObject(type, value)}",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    /// <summary>By name, because the compiler makes the second attribute itself for frameworks that lack it.</summary>
    private static bool IsForAnyNumber(ParameterInfo parameter) =>
        parameter.GetCustomAttributesData().Any(data => data.AttributeType.Name is nameof(ParamArrayAttribute) or nameof(ParamCollectionAttribute));

    /// <summary>The compiler makes constructors obsolete for compilers that do not know required members.</summary>
    private static string Obsolete(MemberInfo member) =>
        member.IsDefined(typeof(ObsoleteAttribute)) && !member.IsDefined(typeof(CompilerFeatureRequiredAttribute)) ? "[Obsolete] " : "";
}
