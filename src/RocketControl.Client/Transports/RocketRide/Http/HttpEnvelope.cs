using System.Text.Json;

namespace RocketControl.Client.Transports.RocketRide.Http;

/// <summary>What a server puts around its answers (RocketRide protocol §7.1): <c>{"status": "OK", "data": …}</c>.</summary>
internal static class HttpEnvelope
{
    /// <summary>Opens it and reads what is in it, in one pass.</summary>
    /// <param name="body">The answer.</param>
    /// <param name="read">Reads <c>data</c>.</param>
    /// <param name="data">What was read; default when there is no <c>data</c>.</param>
    /// <returns>False when this is no envelope of a success.</returns>
    public static bool TryOpen<T>(ReadOnlyMemory<byte> body, JsonReading<T> read, out T? data)
    {
        data = default;
        var json = ReadableJson.Of(body);
        try
        {
            var reader = new Utf8JsonReader(json.Span);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return false;
            var isSuccess = false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var (isStatus, isData) = (reader.ValueTextEquals("status"u8), reader.ValueTextEquals("data"u8));
                reader.Read();
                if (isStatus)
                    isSuccess = reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("OK"u8);
                if (isData)
                    data = read(ref reader, json);
                else
                    reader.Skip();
            }
            return isSuccess && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
