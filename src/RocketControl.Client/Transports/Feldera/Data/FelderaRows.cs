using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using RocketControl.Client.Diagnostics;

namespace RocketControl.Client.Transports.Feldera;

/// <summary>Reads rows of queries, among which the server puts its errors: the status was a success long before (Feldera protocol §10).</summary>
internal static class FelderaRows
{
    public const string TextError = "ERROR: ";

    /// <exception cref="RunControlException">It is no row but an error, or nothing that is known.</exception>
    public static JsonElement Read(ReadOnlyMemory<byte> line, string pipeline)
    {
        try
        {
            using var document = ReadableJson.Parse(line);
            var row = document.RootElement;
            return IsError(row) ? throw FelderaErrors.OfLine(row.Clone(), RunOperation.Query, pipeline) : row.Clone();
        }
        catch (JsonException)
        {
            // The reader's own exception repeats what is there, which may be anybody's data.
            throw new RunProtocolException("A row is not JSON; the answer was probably cut off.", new RunErrorContext(RunBackend.Feldera, RunOperation.Query));
        }
    }

    /// <exception cref="RunProtocolException">It does not fit the type.</exception>
    public static T To<T>(JsonElement row, JsonTypeInfo<T> type, RunOperation operation)
    {
        try
        {
            return row.Deserialize(type) ?? throw new JsonException("It is null.");
        }
        catch (JsonException exception)
        {
            throw new RunProtocolException(
                $"A record does not fit {typeof(T).Name}: {exception.Message}", new RunErrorContext(RunBackend.Feldera, operation), exception);
        }
    }

    public static RunServerException Failed(string text, string pipeline)
    {
        var says = Redaction.Redact(text);
        return new RunServerException(
            $"The query of {pipeline} failed on the way. The server says: {says}", new RunErrorContext(RunBackend.Feldera, RunOperation.Query) { ServerMessage = says });
    }

    private static bool IsError(JsonElement row) =>
        row.Text("error_code"u8) is not null && row.Text("message"u8) is not null && row.EnumerateObject().Count() <= 3;
}
