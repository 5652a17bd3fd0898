using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RocketControl.Client.Emulator.RocketRide.Commands;

namespace RocketControl.Client.Emulator.RocketRide.Deployments;

/// <summary>What the server takes for a schedule: <c>manual</c>, a preset, or a cron expression, also one with seconds (RocketRide protocol §3.8).</summary>
internal static partial class Schedule
{
    public const string Manual = "manual";

    private static readonly HashSet<string> Presets =
        [Manual, "@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"];

    /// <exception cref="CommandException">It is none.</exception>
    public static string Require(JsonNode? schedule)
    {
        if (schedule is JsonValue value && value.TryGetValue(out string? text) && (Presets.Contains(text) || IsCron(text)))
            return text;
        throw new CommandException(
            $"Invalid schedule {Shown(schedule)}. Expected \"manual\", a cron preset (@hourly etc.), or a 5-field cron expression.", "cmd_deploy.py", 67);
    }

    private static bool IsCron(string text)
    {
        string[] fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length is 5 or 6 && fields.All(field => Field().IsMatch(field));
    }

    private static string Shown(JsonNode? schedule) => schedule switch
    {
        null => "None",
        JsonValue value when value.TryGetValue(out string? text) => $"'{text}'",
        _ => schedule.ToJsonString(),
    };

    [GeneratedRegex(@"^(\*|\d{1,2}(-\d{1,2})?|[A-Za-z]{3}(-[A-Za-z]{3})?)(/\d{1,2})?(,(\*|\d{1,2}(-\d{1,2})?|[A-Za-z]{3}(-[A-Za-z]{3})?)(/\d{1,2})?)*$")]
    private static partial Regex Field();
}
