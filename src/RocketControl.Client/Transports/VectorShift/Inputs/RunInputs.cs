using System.Buffers;
using System.Net.Http.Headers;
using RocketControl.Client.Transports.Http;

namespace RocketControl.Client.Transports.VectorShift;

/// <summary>
/// The inputs of runs on their way into a request (VectorShift protocol §2). Files are read whole and go as base64, except in a form with files: there they are read while
/// they are sent. Content that can be read only once is read only once, also when a request that did not leave is made anew.
/// </summary>
internal sealed class RunInputs(VectorShiftOptions options) : IAsyncDisposable
{
    private readonly Dictionary<FileInput, ReadOnlyMemory<byte>> _files = [];
    private readonly List<RunContentReader> _readers = [];

    /// <summary>The body that starts one run.</summary>
    public async ValueTask<HttpContent> OpenAsync(VectorShiftPipeline pipeline, bool streamed, CancellationToken cancellationToken)
    {
        var asParts = options.BodyFormat == VectorShiftBodyFormat.Multipart;
        var inline = asParts ? pipeline.Inputs.Where(input => input.Value is not FileInput) : pipeline.Inputs;
        var members = new List<RequestMember> { RequestMember.OfJson("inputs", await WriteAsync(inline, cancellationToken).ConfigureAwait(false)) };
        if (streamed)
            members.Add(RequestMember.OfJson("stream", "true"u8.ToArray()));
        if (!asParts)
            return RequestBody.Create(options.BodyFormat, members);

        await CloseAsync().ConfigureAwait(false);
        var form = RequestBody.CreateMultipart(members);
        foreach (var (name, value) in pipeline.Inputs)
        {
            if (value is FileInput file)
                form.Add(await PartOfAsync(name, file, cancellationToken).ConfigureAwait(false));
        }
        return form;
    }

    /// <summary>The body that starts many runs.</summary>
    public async ValueTask<HttpContent> OpenAsync(
        IReadOnlyList<IReadOnlyDictionary<string, VectorShiftValue>> runs, CancellationToken cancellationToken)
    {
        foreach (var inputs in runs)
            await ReadFilesAsync(inputs.Values, cancellationToken).ConfigureAwait(false);
        var json = JsonInput.Write(writer =>
        {
            writer.WriteStartArray();
            foreach (var inputs in runs)
            {
                writer.WriteStartObject();
                writer.WritePropertyName("inputs"u8);
                Write(writer, inputs);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
        });
        return RequestBody.Create(options.BodyFormat, [RequestMember.OfJson("runs", json)]);
    }

    public ValueTask DisposeAsync() => CloseAsync();

    private async ValueTask<ReadOnlyMemory<byte>> WriteAsync(IEnumerable<KeyValuePair<string, VectorShiftValue>> inputs, CancellationToken cancellationToken)
    {
        await ReadFilesAsync(inputs.Select(input => input.Value), cancellationToken).ConfigureAwait(false);
        return JsonInput.Write(writer => Write(writer, inputs));
    }

    private void Write(System.Text.Json.Utf8JsonWriter writer, IEnumerable<KeyValuePair<string, VectorShiftValue>> inputs)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in inputs)
        {
            writer.WritePropertyName(name);
            value.WriteTo(writer, _files);
        }
        writer.WriteEndObject();
    }

    private async ValueTask ReadFilesAsync(IEnumerable<VectorShiftValue> values, CancellationToken cancellationToken)
    {
        foreach (var file in values.SelectMany(value => value.Files()))
        {
            if (!_files.ContainsKey(file))
                _files[file] = await ReadAsync(file, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<ReadOnlyMemory<byte>> ReadAsync(FileInput file, CancellationToken cancellationToken)
    {
        var reader = await file.Content.OpenAsync(RunBackend.VectorShift, cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            var bytes = new ArrayBufferWriter<byte>();
            while (await reader.ReadAsync(64 * 1024, cancellationToken).ConfigureAwait(false) is { Length: > 0 } piece)
            {
                if (bytes.WrittenCount + piece.Length > options.MaxMessageBytes)
                {
                    throw new RunInvalidArgumentException(
                        $"'{file.Name}' has more than {options.MaxMessageBytes:N0} bytes. Send it with VectorShiftBodyFormat.Multipart, as an input of its "
                        + "own, or raise VectorShiftOptions.MaxMessageBytes.", new RunErrorContext(RunBackend.VectorShift, RunOperation.Use));
                }
                bytes.Write(piece.Span);
            }
            return bytes.WrittenMemory;
        }
    }

    private async ValueTask<HttpContent> PartOfAsync(string inputName, FileInput file, CancellationToken cancellationToken)
    {
        var reader = await file.Content.OpenAsync(RunBackend.VectorShift, cancellationToken).ConfigureAwait(false);
        _readers.Add(reader);
        return new PieceByPieceContent(reader, static _ => { })
        {
            Headers =
            {
                ContentType = MediaTypeHeaderValue.TryParse(file.MimeType, out var type) ? type : new MediaTypeHeaderValue(MimeTypes.Bytes),
                ContentDisposition = new ContentDispositionHeaderValue("form-data")
                {
                    Name = RequestBody.Quoted(options.FilePartName == VectorShiftFilePartName.Prefixed ? $"inputs.{inputName}" : inputName),
                    FileName = RequestBody.Quoted(file.Name),
                },
            },
        };
    }

    private async ValueTask CloseAsync()
    {
        foreach (var reader in _readers)
        {
            // A request that was given up may go on being written for a moment; nobody else must get its bytes into his hands meanwhile.
            reader.LeaveBuffer();
            await reader.DisposeAsync().ConfigureAwait(false);
        }
        _readers.Clear();
    }
}
