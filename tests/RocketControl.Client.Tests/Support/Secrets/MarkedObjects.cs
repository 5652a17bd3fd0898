using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using RocketControl.Client.Transports;

namespace RocketControl.Client.Tests.Support.Secrets;

/// <summary>Makes objects of the library with a secret in every member that may hold one, and something harmless in the others.</summary>
internal sealed partial class MarkedObjects(string secret)
{
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
    private const int Depth = 3;

    private bool _isMarked;

    /// <summary>An object of the type; null when nothing in it may hold a secret.</summary>
    public object? Make(Type type)
    {
        _isMarked = false;
        var made = Fill(type, Depth);
        return _isMarked ? made : null;
    }

    private object Fill(Type type, int depth)
    {
        var made = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var property in type.GetProperties(Members).Where(property => property.SetMethod is not null && property.GetIndexParameters().Length == 0))
        {
            if (Value(property.PropertyType, property.Name, depth) is { } value)
                property.SetValue(made, value);
        }
        return made;
    }

    private object? Value(Type type, string name, int depth)
    {
        if (type == typeof(string))
            return MaySecretBeIn(name) ? Mark(secret) : "text";
        if (type == typeof(Run))
            return Mark(new Run(RunBackend.RocketRide, secret) { PublicToken = secret });
        if (type == typeof(JsonElement) || type == typeof(JsonElement?))
            return Mark(JsonSerializer.SerializeToElement(secret));
        if (type == typeof(LazyJson))
            return Mark(new LazyJson(JsonSerializer.SerializeToUtf8Bytes(secret)));
        if (type == typeof(Uri))
            return new Uri("https://example.com");
        if (type.IsGenericType && type.GetGenericArguments() is [var key, var content] && key == typeof(string))
            return Dictionary(type, content, name, depth);
        if (type.IsGenericType && type.GetGenericArguments() is [var element] && typeof(IEnumerable).IsAssignableFrom(type))
            return List(type, element, name, depth);
        return depth > 0 && type is { IsClass: true, IsAbstract: false } && type.Assembly == typeof(Run).Assembly ? Fill(type, depth - 1) : null;
    }

    private IDictionary? Dictionary(Type type, Type content, string name, int depth)
    {
        var dictionary = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), content))!;
        if (!type.IsInstanceOfType(dictionary))
            return null;
        dictionary["name"] = Value(content, name, depth) ?? (content.IsValueType ? Activator.CreateInstance(content) : null);
        return dictionary;
    }

    private Array? List(Type type, Type element, string name, int depth)
    {
        if (!type.IsAssignableFrom(element.MakeArrayType()))
            return null;
        var list = Array.CreateInstance(element, 1);
        list.SetValue(Value(element, name, depth), 0);
        return list;
    }

    private T Mark<T>(T value)
    {
        _isMarked = true;
        return value;
    }

    private static bool MaySecretBeIn(string name) => SecretNames().IsMatch(name);

    [GeneratedRegex("Token|Secret|Password|Credential|Key$|Environment|Headers|ExpectedRunId|Endpoint")]
    private static partial Regex SecretNames();
}
