using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using RocketControl.Client.Transports.Dap;
using RocketControl.Client.Transports.RocketRide;

namespace RocketControl.Client.Transports;

/// <summary>
/// The user's files on the server (RocketRide protocol §3.7). Paths start at the user's own root, with <c>/</c> or <c>\</c> between folders; <c>..</c>, control characters
/// and any of <c>* ? &lt; &gt; | " :</c> are refused before anything is sent. Thread-safe. Every call fails with a <see cref="StoreException"/> when the store refuses.
/// </summary>
public sealed class RocketRideStore
{
    private const int LongestWholeRead = 100 * 1024 * 1024;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly RocketRideCaller _caller;
    private readonly ILogger _logger;

    internal RocketRideStore(RocketRideCaller caller, ILogger logger)
    {
        _caller = caller;
        _logger = logger;
        Templates = new RocketRideTemplates(this);
        RunLogs = new RocketRideRunLogs(this);
    }

    /// <summary>Pipelines kept as templates.</summary>
    public RocketRideTemplates Templates { get; }

    /// <summary>Logs of runs.</summary>
    public RocketRideRunLogs RunLogs { get; }

    /// <summary>Lists what is directly in a folder, sorted by name. A folder that is not there, or is a file, has nothing in it.</summary>
    /// <param name="path">The folder; empty for the root.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<IReadOnlyList<StoreEntry>> ListAsync(string path = "", CancellationToken cancellationToken = default)
    {
        var body = await AskAsync(StoreRequests.OnPath("fs_list_dir", StorePath.RequireAllowed(path)), cancellationToken).ConfigureAwait(false);
        return body.Member("entries"u8) is { ValueKind: JsonValueKind.Array }
            ? [.. body.Items("entries"u8).Select(entry => StoreEntry.Read(entry.Text("name"u8) ?? "", entry))]
            : throw Malformed("has no entries");
    }

    /// <summary>Looks a file or folder up.</summary>
    /// <param name="path">The path. The root itself is not known to the server.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>What is there, or null.</returns>
    public async Task<StoreEntry?> StatAsync(string path, CancellationToken cancellationToken = default)
    {
        var body = await AskAsync(StoreRequests.OnPath("fs_stat", StorePath.Require(path)), cancellationToken).ConfigureAwait(false);
        return body.Truth("exists"u8) switch
        {
            true => StoreEntry.Read(path.TrimEnd('/', '\\').Split('/', '\\')[^1], body),
            false => null,
            null => throw Malformed("does not say whether the file exists"),
        };
    }

    /// <summary>Makes a folder, with those above it. It is no error if it is there.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public Task CreateDirectoryAsync(string path, CancellationToken cancellationToken = default) =>
        CallAsync(StoreRequests.OnPath("fs_mkdir", StorePath.Require(path)), repeatable: true, cancellationToken);

    /// <summary>Removes a folder. It is no error if it is not there.</summary>
    /// <param name="path">The folder; the root is refused.</param>
    /// <param name="recursive">True: with all that is in it. False (default): only if it is empty.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public Task DeleteDirectoryAsync(string path, bool recursive = false, CancellationToken cancellationToken = default) =>
        CallAsync(StoreRequests.RemoveFolder(StorePath.Require(path), recursive), repeatable: true, cancellationToken);

    /// <summary>Removes a file. Whoever is reading it can go on.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public Task DeleteAsync(string path, CancellationToken cancellationToken = default) =>
        CallAsync(StoreRequests.OnPath("fs_delete", StorePath.Require(path)), repeatable: false, cancellationToken);

    /// <summary>Gives a file or folder another path. Nothing is ever overwritten. A folder is moved file by file, so a failure may leave some here and some there.</summary>
    /// <param name="oldPath">The path so far.</param>
    /// <param name="newPath">The new one.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public Task RenameAsync(string oldPath, string newPath, CancellationToken cancellationToken = default) =>
        CallAsync(StoreRequests.Rename(StorePath.Require(oldPath), StorePath.Require(newPath)), repeatable: false, cancellationToken);

    /// <summary>
    /// Opens a file to be read, in pieces of up to 4 MiB, asynchronously only. The stream can seek. It ends when the connection is lost; at most 64 files can be open on one
    /// connection.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<Stream> OpenReadAsync(string path, CancellationToken cancellationToken = default) =>
        new StoreReadStream(await OpenAsync(path, StoreRequests.ReadMode, cancellationToken).ConfigureAwait(false));

    /// <summary>
    /// Opens a file to be written; one that is there is empty from now on. It counts once it is completed or disposed asynchronously. At most 64 files can be open on one
    /// connection.
    /// </summary>
    /// <param name="path">The file; folders above it are made.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<StoreWriteStream> OpenWriteAsync(string path, CancellationToken cancellationToken = default) =>
        new(await OpenAsync(path, StoreRequests.WriteMode, cancellationToken).ConfigureAwait(false));

    /// <summary>Reads a whole file of at most 100 MiB; larger ones are for <see cref="OpenReadAsync"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<ReadOnlyMemory<byte>> ReadBytesAsync(string path, CancellationToken cancellationToken = default)
    {
        var handle = await OpenAsync(path, StoreRequests.ReadMode, cancellationToken).ConfigureAwait(false);
        try
        {
            using var whole = new MemoryStream();
            while (true)
            {
                var piece = await handle.ReadAsync(whole.Length, cancellationToken).ConfigureAwait(false);
                if (piece.IsEmpty)
                    return whole.GetBuffer().AsMemory(0, (int)whole.Length);
                if (whole.Length + piece.Length > LongestWholeRead)
                    throw TooLong(path);
                whole.Write(piece.Span);
            }
        }
        finally
        {
            await handle.CloseQuietlyAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Writes a whole file.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="content">The content; must not change until the call ends.</param>
    /// <param name="cancellationToken">Stops the writing; what has got to the server stays there as the file's content, as after any failure.</param>
    public async Task WriteBytesAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default)
    {
        var handle = await OpenAsync(path, StoreRequests.WriteMode, cancellationToken).ConfigureAwait(false);
        try
        {
            for (var sent = 0; sent < content.Length; sent += handle.WriteChunk)
                await handle.WriteAsync(content.Slice(sent, Math.Min(handle.WriteChunk, content.Length - sent)), cancellationToken).ConfigureAwait(false);
            await handle.CloseAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            handle.CloseInBackground();
            throw;
        }
    }

    /// <summary>Reads a whole file of at most 100 MiB as UTF-8; a byte order mark is left out.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<string> ReadTextAsync(string path, CancellationToken cancellationToken = default) =>
        Utf8.GetString(WithoutByteOrderMark(await ReadBytesAsync(path, cancellationToken).ConfigureAwait(false)).Span);

    /// <summary>Writes a whole file as UTF-8, without a byte order mark.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="text">The text.</param>
    /// <param name="cancellationToken">Stops the writing; what has got to the server stays there as the file's content, as after any failure.</param>
    public Task WriteTextAsync(string path, string text, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        return WriteBytesAsync(path, Utf8.GetBytes(text), cancellationToken);
    }

    /// <summary>Reads a whole file of at most 100 MiB as JSON.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="RunProtocolException">It is not JSON.</exception>
    public async Task<JsonElement> ReadJsonAsync(string path, CancellationToken cancellationToken = default)
    {
        var content = WithoutByteOrderMark(await ReadBytesAsync(path, cancellationToken).ConfigureAwait(false));
        try
        {
            using var document = ReadableJson.Parse(content);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            // The reader's own exception repeats what is there, which may be a key.
            throw new RunProtocolException($"The file '{path}' is not JSON.", Context);
        }
    }

    /// <summary>Writes a whole file as JSON, indented by two spaces as the official clients do.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="json">The JSON; null for a bare <c>null</c>.</param>
    /// <param name="cancellationToken">Stops the writing; what has got to the server stays there as the file's content, as after any failure.</param>
    public async Task WriteJsonAsync(string path, JsonNode? json, CancellationToken cancellationToken = default)
    {
        using var content = new MemoryStream();
        using (var writer = new Utf8JsonWriter(content, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            if (json is null)
                writer.WriteNullValue();
            else
                json.WriteTo(writer);
        }
        await WriteBytesAsync(path, content.GetBuffer().AsMemory(0, (int)content.Length), cancellationToken).ConfigureAwait(false);
    }

    private static RunErrorContext Context => new(RunBackend.RocketRide, RunOperation.Store);

    private static RunProtocolException Malformed(string problem) => new($"The store's answer {problem}.", Context);

    private static StoreException TooLong(string path) => new(
        RunControlErrorKind.InvalidArgument, $"The file '{path}' has more than {LongestWholeRead:N0} bytes. Read it with OpenReadAsync.", Context);

    private static ReadOnlyMemory<byte> WithoutByteOrderMark(ReadOnlyMemory<byte> text) => text.Span.StartsWith("\uFEFF"u8) ? text[3..] : text;

    private Task<StoreHandle> OpenAsync(string path, string mode, CancellationToken cancellationToken) =>
        StoreHandle.OpenAsync(_caller, _logger, StorePath.Require(path), mode, cancellationToken);

    private Task<JsonElement> AskAsync(DapRequest request, CancellationToken cancellationToken) =>
        _caller.AskAsync(RunOperation.Store, request, repeatable: true, cancellationToken);

    private Task<DapResponse> CallAsync(DapRequest request, bool repeatable, CancellationToken cancellationToken) =>
        _caller.CallAsync(RunOperation.Store, request, repeatable, cancellationToken);
}
