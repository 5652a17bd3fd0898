using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace RocketControl.Client.Transports.VectorShift;

/// <summary>Writes a body in any of the formats that VectorShift takes (VectorShift protocol §1). Lists in forms are fields of the same name, OpenAPI's default.</summary>
internal static class RequestBody
{
    private static readonly MediaTypeHeaderValue JsonType = new("application/json");

    public static HttpContent Create(VectorShiftBodyFormat format, IReadOnlyList<RequestMember> members) => format switch
    {
        VectorShiftBodyFormat.Multipart => CreateMultipart(members),
        VectorShiftBodyFormat.Form => new FormUrlEncodedContent(members.SelectMany(TextsOf)),
        _ => CreateJson(members),
    };

    public static MultipartFormDataContent CreateMultipart(IReadOnlyList<RequestMember> members)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, text) in members.SelectMany(TextsOf))
            form.Add(new StringContent(text, Encoding.UTF8), Quoted(name));
        return form;
    }

    /// <summary>Names in a form's head are quoted, so quotes and line ends in them have to be encoded, as browsers do.</summary>
    public static string Quoted(string name) =>
        $"\"{name.Replace("\"", "%22", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal)}\"";

    private static ReadOnlyMemoryContent CreateJson(IReadOnlyList<RequestMember> members)
    {
        var json = JsonInput.Write(writer =>
        {
            writer.WriteStartObject();
            foreach (var member in members)
                Write(writer, member);
            writer.WriteEndObject();
        });
        return new ReadOnlyMemoryContent(json) { Headers = { ContentType = JsonType } };
    }

    private static void Write(Utf8JsonWriter writer, RequestMember member)
    {
        writer.WritePropertyName(member.Name);
        if (member.Json is { } json)
        {
            writer.WriteRawValue(json.Span, skipInputValidation: true);
        }
        else if (member.IsList)
        {
            writer.WriteStartArray();
            foreach (var text in member.Texts)
                writer.WriteStringValue(text);
            writer.WriteEndArray();
        }
        else
        {
            writer.WriteStringValue(member.Texts[0]);
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> TextsOf(RequestMember member) => member.Json is { } json
        ? [KeyValuePair.Create(member.Name, Encoding.UTF8.GetString(json.Span))]
        : member.Texts.Select(text => KeyValuePair.Create(member.Name, text));
}
