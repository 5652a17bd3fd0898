namespace RocketControl.Client.Emulator.RocketRide.Http.Uploads;

/// <summary>A part of a form: a file, whose name may be empty, or a text, which has neither file nor file name.</summary>
internal sealed record FormPart(string Name, string? FileName, string? ContentType, Stream? File, byte[] Text)
{
    public UploadedObject ToObject(string key) => File is null
        ? UploadedObject.OfText(key, $"{key}-{Guid.NewGuid()}", Text)
        : UploadedObject.OfStream(key, string.IsNullOrEmpty(FileName) ? $"upload_{Guid.NewGuid()}" : FileName, MediaType.Of(ContentType), File.Length, File);
}
