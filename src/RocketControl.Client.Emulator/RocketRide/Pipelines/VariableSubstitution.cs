using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace RocketControl.Client.Emulator.RocketRide.Pipelines;

/// <summary>
/// Replaces <c>${ROCKETRIDE_X}</c> in every text of a pipeline: known names by their value, unknown ones stay, and any other variable is
/// redacted (RocketRide protocol §9.3).
/// </summary>
internal static partial class VariableSubstitution
{
    private const string Prefix = "ROCKETRIDE_";

    public static JsonObject Apply(JsonObject pipeline, IReadOnlyDictionary<string, string> environment) =>
        Replace(pipeline, environment)!.AsObject();

    /// <summary>The variables a task gets: the server's, and on top those of <c>execute</c>; only names with the prefix count.</summary>
    /// <exception cref="Commands.CommandException">The argument is a non-empty value that is no object.</exception>
    public static Dictionary<string, string> Merge(IReadOnlyDictionary<string, string> server, JsonNode? given)
    {
        if (given is not (null or JsonObject) && !Commands.PythonArguments.IsFalsy(given))
            throw Commands.PythonArguments.NoAttribute(given, "items", "cmd_task.py", 168);

        var merged = server.Where(variable => IsOurs(variable.Key)).ToDictionary(StringComparer.Ordinal);
        foreach ((string name, JsonNode? value) in given as JsonObject ?? [])
        {
            if (IsOurs(name) && value is not null)
                merged[name] = TaskIdentity.TextOf(value);
        }

        return merged;
    }

    private static JsonNode? Replace(JsonNode? value, IReadOnlyDictionary<string, string> environment) => value switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(
            ReplaceText(member.Key, environment), Replace(member.Value, environment)))),
        JsonArray items => new JsonArray([.. items.Select(item => Replace(item, environment))]),
        JsonValue text when text.GetValueKind() == JsonValueKind.String => ReplaceText(text.GetValue<string>(), environment),
        _ => value?.DeepClone(),
    };

    private static string ReplaceText(string text, IReadOnlyDictionary<string, string> environment) => Variable().Replace(text, match =>
    {
        string name = match.Groups[1].Value;
        if (!IsOurs(name))
            return "<REDACTED>";
        return environment.TryGetValue(name, out string? value) ? value : match.Value;
    });

    private static bool IsOurs(string name) => name.StartsWith(Prefix, StringComparison.Ordinal);

    [GeneratedRegex(@"\$\{([^{}]+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Variable();
}
