using System.Text.Json;
using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.RocketRide.Commands;

/// <summary>
/// The arguments of a request as the server's Python handlers see them: looking up a member of something that is no object fails with Python's
/// own text (RocketRide protocol §2.3).
/// </summary>
internal readonly struct PythonArguments
{
    private readonly JsonNode? _arguments;
    private readonly bool _empty;

    private PythonArguments(JsonNode? arguments, bool empty)
    {
        _arguments = arguments;
        _empty = empty;
    }

    /// <summary>For handlers that default only a missing member: null fails with <c>'NoneType' object has no attribute 'get'</c>.</summary>
    public static PythonArguments Of(CommandRequest request) => new(request.Arguments, !request.HasArguments);

    /// <summary>For the token commands, which take everything falsy (null, an empty text or array, 0, false) for <c>{}</c>.</summary>
    public static PythonArguments FalsyAsEmpty(CommandRequest request) => FalsyAsEmpty(request.Arguments);

    /// <inheritdoc cref="FalsyAsEmpty(CommandRequest)" />
    public static PythonArguments FalsyAsEmpty(JsonNode? arguments) => new(arguments, IsFalsy(arguments));

    /// <summary>The member's value; null when it is missing or JSON null.</summary>
    /// <exception cref="CommandException">The arguments are not an object.</exception>
    public JsonNode? Get(string name)
    {
        if (_empty)
            return null;
        return _arguments is JsonObject members ? members[name] : throw NoAttribute(_arguments, "get");
    }

    /// <summary>The member as text; null when it is missing or anything but a text.</summary>
    /// <exception cref="CommandException">The arguments are not an object.</exception>
    public string? GetText(string name) => Get(name) is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    /// <summary>Whether the member is there, be it null.</summary>
    /// <exception cref="CommandException">The arguments are not an object.</exception>
    public bool Has(string name)
    {
        if (_empty)
            return false;
        return _arguments is JsonObject members ? members.ContainsKey(name) : throw NoAttribute(_arguments, "get");
    }

    /// <summary>Python's text for an attribute that a value of this type does not have.</summary>
    public static CommandException NoAttribute(JsonNode? value, string attribute, string file = "task_conn.py", int line = 439) =>
        new($"'{TypeName(value)}' object has no attribute '{attribute}'", file, line);

    /// <summary>The name of the Python type that this JSON becomes.</summary>
    public static string TypeName(JsonNode? value) => value?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "NoneType",
        JsonValueKind.Object => "dict",
        JsonValueKind.Array => "list",
        JsonValueKind.String => "str",
        JsonValueKind.True or JsonValueKind.False => "bool",
        _ => value.ToJsonString().AsSpan().IndexOfAny('.', 'e', 'E') < 0 ? "int" : "float",
    };

    /// <summary>Whether Python takes the value for false.</summary>
    public static bool IsFalsy(JsonNode? value) => value?.GetValueKind() switch
    {
        null or JsonValueKind.Null or JsonValueKind.False => true,
        JsonValueKind.Object => value.AsObject().Count == 0,
        JsonValueKind.Array => value.AsArray().Count == 0,
        JsonValueKind.String => value.GetValue<string>().Length == 0,
        JsonValueKind.Number => value.AsValue().TryGetValue(out double number) && number == 0,
        _ => false,
    };
}
