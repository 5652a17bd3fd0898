using System.Globalization;
using System.Text.Json;

namespace RocketControl.Client.Transports;

/// <summary>
/// Reads members of an answer that may be missing, null or of another type than expected: all of these give null, never an exception.
/// </summary>
internal static class LenientJson
{
    public static string? Text(this JsonElement element, ReadOnlySpan<byte> name) =>
        element.Member(name) is { ValueKind: JsonValueKind.String } member ? member.GetString() : null;

    public static long? Integer(this JsonElement element, ReadOnlySpan<byte> name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Number } member && member.TryGetInt64(out var value) ? value : null;

    public static double? Number(this JsonElement element, ReadOnlySpan<byte> name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Number } member && member.TryGetDouble(out var value) ? value : null;

    public static bool? Truth(this JsonElement element, ReadOnlySpan<byte> name) =>
        element.Member(name)?.ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null };

    /// <summary>The strings of an array; other items are left out, and what is no array is empty.</summary>
    public static IReadOnlyList<string> Texts(this JsonElement element, ReadOnlySpan<byte> name)
    {
        if (element.Member(name) is not { ValueKind: JsonValueKind.Array } array || array.GetArrayLength() == 0)
            return [];
        var texts = new List<string>(array.GetArrayLength());
        foreach (var item in array.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.String)
                texts.Add(item.GetString()!);
        }
        return texts;
    }

    /// <summary>A moment given in Unix seconds; zero, negative and absurd values count as not given.</summary>
    public static DateTimeOffset? UnixSeconds(this JsonElement element, ReadOnlySpan<byte> name) => UnixSeconds(element.Number(name));

    /// <inheritdoc cref="UnixSeconds(JsonElement, ReadOnlySpan{byte})"/>
    public static DateTimeOffset? UnixSeconds(double? value) =>
        value is { } seconds and > 0 and < 253_402_300_800
            ? DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond))
            : null;

    /// <summary>A moment given as ISO 8601 text, in UTC unless it says otherwise; anything else counts as not given.</summary>
    public static DateTimeOffset? Moment(this JsonElement element, ReadOnlySpan<byte> name) =>
        DateTimeOffset.TryParse(element.Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;

    /// <summary>The items of an array; what is no array has none.</summary>
    public static IReadOnlyList<JsonElement> Items(this JsonElement element, ReadOnlySpan<byte> name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Array } array ? [.. array.EnumerateArray()] : [];

    /// <summary>The members of an object; what is no object has none.</summary>
    public static IReadOnlyList<JsonProperty> Members(this JsonElement element, ReadOnlySpan<byte> name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Object } members ? [.. members.EnumerateObject()] : [];

    /// <summary>The members of an object that are texts; of members with one name the last counts.</summary>
    public static IReadOnlyDictionary<string, string> TextsByName(this JsonElement element, ReadOnlySpan<byte> name)
    {
        var texts = new Dictionary<string, string>();
        foreach (var member in element.Members(name))
        {
            if (member.Value.ValueKind == JsonValueKind.String)
                texts[member.Name] = member.Value.GetString()!;
        }
        return texts;
    }

    /// <summary>The members of an object that are numbers; of members with one name the last counts.</summary>
    public static IReadOnlyDictionary<string, double> NumbersByName(this JsonElement element, ReadOnlySpan<byte> name)
    {
        var numbers = new Dictionary<string, double>();
        foreach (var member in element.Members(name))
        {
            if (member.Value.ValueKind == JsonValueKind.Number && member.Value.TryGetDouble(out var value))
                numbers[member.Name] = value;
        }
        return numbers;
    }

    /// <summary>A length of time given in seconds; negative and absurd values count as not given.</summary>
    public static TimeSpan? Seconds(this JsonElement element, ReadOnlySpan<byte> name) =>
        element.Number(name) is { } seconds and >= 0 and < 253_402_300_800 ? TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond)) : null;

    public static JsonElement? Member(this JsonElement element, ReadOnlySpan<byte> name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : null;
}
