using System.Collections.Concurrent;
using System.Text.Json;

namespace RocketControl.Client.Telemetry;

/// <summary>The members of enumerations as tags say them.</summary>
internal static class TagText
{
    private static readonly ConcurrentDictionary<RunBackend, string> Systems = new();

    /// <summary>For example <c>rocketride</c>.</summary>
    public static string Of(RunBackend system) => Systems.GetOrAdd(system, static value => value.ToString().ToLowerInvariant());

    /// <summary>For example <c>get_status</c>.</summary>
    public static string Of<TEnum>(TEnum value)
        where TEnum : struct, Enum => SnakeCase<TEnum>.Texts.GetOrAdd(value, static value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));

    private static class SnakeCase<TEnum>
        where TEnum : struct, Enum
    {
        public static readonly ConcurrentDictionary<TEnum, string> Texts = new();
    }
}
