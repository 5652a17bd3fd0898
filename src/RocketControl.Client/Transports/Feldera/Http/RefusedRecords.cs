using System.Text.Json;

namespace RocketControl.Client.Transports.Feldera;

/// <summary>Reads what the server says of records that it could not take; the others it has taken (Feldera protocol §4, §9).</summary>
internal static class RefusedRecords
{
    private const int MostListed = 1000;
    private const int LongestText = 1000;

    public static RunPartialInputException Read(JsonElement details, FelderaRefusal refusal, RunErrorContext context)
    {
        IReadOnlyList<JsonElement> items = details.ValueKind switch
        {
            JsonValueKind.Array => [.. details.EnumerateArray()],
            JsonValueKind.Object when details.Member("errors"u8) is not null => details.Items("errors"u8),
            JsonValueKind.Object when details.Text("description"u8) is not null => [details],
            _ => [],
        };
        var count = Math.Max(details.Integer("num_errors"u8) ?? 1, Math.Max(items.Count, 1));
        return new RunPartialInputException(
            refusal.Say($"{count:N0} record{(count == 1 ? " was" : "s were")} refused. All others were taken: do not send the whole again"), context)
        {
            RefusedCount = count,
            RefusedRecords = [.. items.Take(MostListed).Select(Of)],
        };
    }

    private static RefusedRecord Of(JsonElement error) => new(error.Text("description"u8) ?? "The server does not say why.")
    {
        Number = error.Integer("event_number"u8),
        Field = error.Text("field"u8),
        Text = error.Text("invalid_text"u8) is { } text ? text[..Math.Min(text.Length, LongestText)] : null,
    };
}
