using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace RocketControl.Client.Emulator.RocketRide.Http.Uploads;

/// <summary>
/// A form, read to its end: the server knows all parts before it opens the first pipe, as those of the same name get numbered keys
/// (RocketRide protocol §7.3). Large files wait on disk.
/// </summary>
internal sealed class MultipartForm : IDisposable
{
    private const int MaxParts = 1000;

    private readonly List<FormPart> _parts = [];

    private MultipartForm()
    {
    }

    /// <exception cref="MultipartException">The form is broken or has too many parts.</exception>
    public static async Task<MultipartForm> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var form = new MultipartForm();
        try
        {
            var reader = new MultipartReader(Boundary(request.ContentType), request.Body);
            if (await IsEmptyAsync(request.BodyReader, cancellationToken).ConfigureAwait(false))
                return form;
            while (await reader.ReadNextSectionAsync(cancellationToken).ConfigureAwait(false) is { } section)
                form.Add(await FormPartReader.ReadAsync(section, cancellationToken).ConfigureAwait(false));
            return form;
        }
        catch (Exception broken) when (IsBroken(broken))
        {
            form.Dispose();
            throw new MultipartException("There was an error parsing the body");
        }
        catch
        {
            form.Dispose();
            throw;
        }
    }

    /// <summary>The parts with the keys of their results: their names, with numbers behind those that come more than once.</summary>
    public IReadOnlyList<UploadedObject> ToObjects()
    {
        var sameNames = _parts.GroupBy(part => part.Name).ToDictionary(group => group.Key, group => group.ToList());
        return [.. _parts.Select(part => part.ToObject(Key(part, sameNames[part.Name])))];
    }

    public void Dispose()
    {
        foreach (FormPart part in _parts)
            part.File?.Dispose();
    }

    private static string Key(FormPart part, List<FormPart> sameName) => sameName.Count == 1 ? part.Name : $"{part.Name}_{sameName.IndexOf(part)}";

    private static string Boundary(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? type) && HeaderUtilities.RemoveQuotes(type.Boundary) is { Length: > 0 } boundary
            ? boundary.ToString()
            : throw new MultipartException("Missing boundary in multipart.");

    private static async Task<bool> IsEmptyAsync(PipeReader body, CancellationToken cancellationToken)
    {
        ReadResult start = await body.ReadAsync(cancellationToken).ConfigureAwait(false);
        body.AdvanceTo(start.Buffer.Start);
        return start is { IsCompleted: true, Buffer.IsEmpty: true };
    }

    /// <summary>Whether the form is to blame, and not the connection.</summary>
    private static bool IsBroken(Exception exception) =>
        exception is InvalidDataException or IOException and not (ConnectionResetException or BadHttpRequestException);

    private void Add(FormPart part)
    {
        _parts.Add(part);
        string kind = part.File is null ? "fields" : "files";
        if (_parts.Count(other => other.File is null == part.File is null) > MaxParts)
            throw new MultipartException($"Too many {kind}. Maximum number of {kind} is {MaxParts}.");
    }
}
