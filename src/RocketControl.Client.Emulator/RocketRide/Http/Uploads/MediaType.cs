namespace RocketControl.Client.Emulator.RocketRide.Http.Uploads;

/// <summary>MIME types as pipes get them: in lower case, without parameters.</summary>
internal static class MediaType
{
    public const string Unknown = "application/octet-stream";

    public static string Of(string? contentType)
    {
        string type = (contentType ?? "").Split(';')[0].Trim().ToLowerInvariant();
        return type.Length > 0 ? type : Unknown;
    }
}
