using System.Text.Json;

namespace RocketControl.Client.Transports.RocketRide;

/// <summary>Turns the body of a successful <c>execute</c> or <c>restart</c> into a run (RocketRide protocol §3.2).</summary>
internal static class StartedTaskReader
{
    /// <returns>The run, or null when the body has no token.</returns>
    public static Run? Read(ReadOnlyMemory<byte> json)
    {
        if (json.IsEmpty)
            return null;
        using var document = JsonDocument.Parse(json);
        var body = document.RootElement;
        if (body.Text("token"u8) is not { Length: > 0 } token)
            return null;
        var source = body.Text("source"u8);
        return new Run(RunBackend.RocketRide, token)
        {
            DisplayId = body.Text("id"u8) ?? (source is null ? null : TaskIdentity.DisplayId(token, source)),
            ProjectId = ProjectIdOf(body),
            Source = source,
            Provider = body.Text("provider"u8),
            PublicToken = body.Text("publicToken"u8),
            Reused = body.Truth("reused"u8),
        };
    }

    /// <summary>A project id that is a number stays one on the wire.</summary>
    private static string? ProjectIdOf(JsonElement body) => body.Member("projectId"u8) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };
}
