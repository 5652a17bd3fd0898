using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace RocketControl.Client.Emulator.RocketRide.Http.Uploads;

/// <summary>A body that is one object, whatever it holds (RocketRide protocol §7.3).</summary>
internal static partial class RawBody
{
    private const string Key = "body";

    public static UploadedObject Read(HttpRequest request) => UploadedObject.OfStream(
        Key,
        FileName(request.Headers.ContentDisposition.ToString()) ?? $"stream-{Guid.NewGuid()}",
        MediaType.Of(request.ContentType),
        request.ContentLength,
        request.Body);

    /// <summary>The name in the header; the extended form <c>filename*</c> is taken as it is.</summary>
    private static string? FileName(string disposition)
    {
        string name = FileNameParameter().Match(disposition).Groups[1].Value.Trim('"', '\'');
        return name.Length > 0 ? name : null;
    }

    [GeneratedRegex(@"filename\*?=([^;]+)", RegexOptions.CultureInvariant)]
    private static partial Regex FileNameParameter();
}
