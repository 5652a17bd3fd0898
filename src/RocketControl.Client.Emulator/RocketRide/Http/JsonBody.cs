using System.Text;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using RocketControl.Client.Emulator.Hosting;
using RocketControl.Client.Emulator.RocketRide.Framing;

namespace RocketControl.Client.Emulator.RocketRide.Http;

/// <summary>The body of a request that has to be a JSON object. One that does not call itself JSON is taken for a text.</summary>
internal sealed class JsonBody
{
    private readonly JsonNode? _value;

    private JsonBody(JsonNode? value) => _value = value;

    /// <summary>The answer to a body that cannot be read at all.</summary>
    public HttpAnswer? Refusal { get; private init; }

    public static async Task<JsonBody> ReadAsync(HttpCall call)
    {
        using var buffer = new MemoryStream();
        await call.Request.Body.CopyToAsync(buffer, call.Context.RequestAborted).ConfigureAwait(false);
        ReadOnlyMemory<byte> bytes = buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
        if (bytes.IsEmpty)
            return new JsonBody(null);
        if (!Utf8.IsValid(bytes.Span))
            return new JsonBody(null) { Refusal = Envelope.Detail("There was an error parsing the body", StatusCodes.Status400BadRequest) };

        string text = Encoding.UTF8.GetString(bytes.Span);
        if (!IsJson(call.Request.ContentType))
            return new JsonBody(text);
        return PythonJsonReader.TryParse(text, out JsonNode? value)
            ? new JsonBody(value)
            : new JsonBody(null) { Refusal = ValidationErrors.InvalidJson() };
    }

    /// <summary>The object, or null with the reason among the errors.</summary>
    public JsonObject? AsObject(ValidationErrors errors)
    {
        if (_value is null)
            errors.AddMissing("body");
        else if (_value is not JsonObject)
            errors.Add("dict_type", ["body"], "Input should be a valid dictionary", _value.DeepClone());
        return _value as JsonObject;
    }

    private static bool IsJson(string? contentType)
    {
        string type = (contentType ?? "").Split(';')[0].Trim().ToLowerInvariant();
        return type is "" or "application/json"
            || (type.StartsWith("application/", StringComparison.Ordinal) && type.EndsWith("+json", StringComparison.Ordinal));
    }
}
