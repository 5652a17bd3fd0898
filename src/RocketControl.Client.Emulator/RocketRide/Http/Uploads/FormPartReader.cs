using System.Text;
using System.Text.Unicode;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace RocketControl.Client.Emulator.RocketRide.Http.Uploads;

/// <summary>Reads one part of a form. What has a file name, be it an empty one, is a file; anything else is a text.</summary>
internal static class FormPartReader
{
    private const int MaxTextKilobytes = 1024;
    private const int FileKilobytesInMemory = 1024;

    /// <exception cref="MultipartException">The part has no name, or is a text that is too long.</exception>
    public static async Task<FormPart> ReadAsync(MultipartSection section, CancellationToken cancellationToken)
    {
        ContentDispositionHeaderValue disposition = Disposition(section);
        string name = HeaderUtilities.RemoveQuotes(disposition.Name).ToString();
        string? fileName = FileName(disposition);
        return fileName is null
            ? new FormPart(name, null, section.ContentType, null, await ReadTextAsync(section.Body, cancellationToken).ConfigureAwait(false))
            : new FormPart(name, fileName, section.ContentType, await SpoolAsync(section.Body, cancellationToken).ConfigureAwait(false), []);
    }

    private static ContentDispositionHeaderValue Disposition(MultipartSection section) =>
        ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out ContentDispositionHeaderValue? disposition) && disposition.Name.HasValue
            ? disposition
            : throw new MultipartException("The Content-Disposition header field \"name\" must be provided.");

    private static string? FileName(ContentDispositionHeaderValue disposition)
    {
        if (disposition.FileNameStar.HasValue)
            return disposition.FileNameStar.ToString();
        return disposition.FileName.HasValue ? HeaderUtilities.UnescapeAsQuotedString(disposition.FileName).ToString() : null;
    }

    private static async Task<byte[]> ReadTextAsync(Stream body, CancellationToken cancellationToken)
    {
        var buffer = new byte[(MaxTextKilobytes * 1024) + 1];
        int length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        if (length == buffer.Length)
            throw new MultipartException($"Part exceeded maximum size of {MaxTextKilobytes}KB.");
        byte[] text = buffer[..length];
        return Utf8.IsValid(text) ? text : Encoding.UTF8.GetBytes(Encoding.Latin1.GetString(text));
    }

    private static async Task<Stream> SpoolAsync(Stream body, CancellationToken cancellationToken)
    {
        var spool = new FileBufferingReadStream(body, FileKilobytesInMemory * 1024);
        try
        {
            await spool.DrainAsync(cancellationToken).ConfigureAwait(false);
            spool.Position = 0;
            return spool;
        }
        catch
        {
            await spool.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
