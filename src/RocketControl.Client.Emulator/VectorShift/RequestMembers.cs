using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace RocketControl.Client.Emulator.VectorShift;

/// <summary>
/// The members of a body, in whichever of the three types it came (VectorShift protocol §1): JSON, a form, or a form with files. Arrays of a form are fields of the same
/// name, as OpenAPI has it by default; <c>inputs</c> and <c>runs</c> are JSON texts.
/// </summary>
internal static class RequestMembers
{
    private const string FilePrefix = "inputs.";

    /// <exception cref="RefusedException">The body is not understood.</exception>
    public static async Task<JsonObject> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.HasFormContentType)
            return await ReadFormAsync(request, cancellationToken).ConfigureAwait(false);
        if (request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) is not true)
            throw RefusedException.BadRequest("unsupported content type");
        using var reader = new StreamReader(request.Body, Encoding.UTF8, leaveOpen: true);
        return Parse(await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false)) as JsonObject ?? throw RefusedException.BadRequest("invalid body");
    }

    private static async Task<JsonObject> ReadFormAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        IFormCollection form = await request.ReadFormAsync(cancellationToken).ConfigureAwait(false);
        var members = new JsonObject();
        foreach (string name in form.Keys)
        {
            members[name] = name switch
            {
                "inputs" or "runs" => Parse(form[name].ToString()),
                "run_ids" => new JsonArray([.. form[name].Select(value => (JsonNode?)value)]),
                _ => form[name].ToString(),
            };
        }
        if (form.Files.Count > 0 && members["inputs"] is not JsonObject)
            members["inputs"] = new JsonObject();
        foreach (IFormFile file in form.Files)
        {
            string name = file.Name.StartsWith(FilePrefix, StringComparison.Ordinal) ? file.Name[FilePrefix.Length..] : file.Name;
            members["inputs"]!.AsObject()[name] = await DescribeAsync(file, cancellationToken).ConfigureAwait(false);
        }
        return members;
    }

    private static async Task<JsonObject> DescribeAsync(IFormFile file, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, cancellationToken).ConfigureAwait(false);
        return new JsonObject
        {
            ["type"] = "file",
            ["raw_bytes"] = Convert.ToBase64String(bytes.GetBuffer(), 0, (int)bytes.Length),
            ["metadata"] = new JsonObject { ["name"] = file.FileName, ["path"] = file.FileName, ["mime_type"] = file.ContentType },
        };
    }

    private static JsonNode? Parse(string json)
    {
        try
        {
            return JsonNode.Parse(json);
        }
        catch (JsonException)
        {
            throw RefusedException.BadRequest("invalid JSON");
        }
    }
}
