namespace RocketControl.Client.Emulator.RocketRide.Http.Uploads;

/// <summary>
/// One object of an upload and the key of its result: a stream, which is written in chunks, or a text, which is written in one piece even when it is
/// empty. The size is null when nobody said.
/// </summary>
internal sealed record UploadedObject(string Key, string Name, string MimeType, long? Size, Stream? Stream, byte[] Text)
{
    public static UploadedObject OfStream(string key, string name, string mimeType, long? size, Stream stream) => new(key, name, mimeType, size, stream, []);

    public static UploadedObject OfText(string key, string name, byte[] text) => new(key, name, "text/plain", text.Length, null, text);
}
