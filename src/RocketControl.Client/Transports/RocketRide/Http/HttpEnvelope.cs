using System.Text.Json;

namespace RocketControl.Client.Transports.RocketRide.Http;

/// <summary>What a server puts around its answers (RocketRide protocol §7.1): <c>{"status": "OK", "data": …}</c>.</summary>
internal static class HttpEnvelope
{
    /// <returns>The JSON of <c>data</c>, empty when there is none; null when this is no envelope of a success.</returns>
    public static ReadOnlyMemory<byte>? Open(ReadOnlyMemory<byte> body)
    {
        var json = ReadableJson.Of(body);
        try
        {
            var reader = new Utf8JsonReader(json.Span);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return null;
            var isSuccess = false;
            ReadOnlyMemory<byte> data = default;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var (isStatus, isData) = (reader.ValueTextEquals("status"u8), reader.ValueTextEquals("data"u8));
                reader.Read();
                if (isStatus)
                    isSuccess = reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("OK"u8);
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                if (isData)
                    data = json[start..(int)reader.BytesConsumed];
            }
            return isSuccess && !reader.Read() ? data : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
