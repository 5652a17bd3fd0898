using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using RocketControl.Client.Transports.Feldera;
using RocketControl.Client.Transports.Http;

namespace RocketControl.Client.Transports;

public sealed partial class FelderaTransport
{
    /// <summary>
    /// Follows what changes in a table or view, from now on (Feldera protocol §10). It does not end by itself; with the run it ends with
    /// <see cref="RunConnectionLostException"/> or in silence. To miss nothing, listen before the pipeline is resumed.
    /// </summary>
    /// <param name="pipeline">The run or the pipeline's name.</param>
    /// <param name="view">The view or table, as in SQL: with quotes when its name is case-sensitive.</param>
    /// <param name="options">How; null for JSON that holds up the pipeline rather than drop something.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="RunTimeoutException">The server sent nothing, not even a sign of life, for <see cref="FelderaOptions.StreamIdleTimeout"/>.</exception>
    /// <exception cref="RunNotFoundException">There is no such pipeline or view.</exception>
    public async IAsyncEnumerable<FelderaChunk> ListenAsync(
        RunReference pipeline,
        string view,
        FelderaListenOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(view);
        var run = Resolve(pipeline, RunOperation.Watch);
        var body = await _http.OpenAsync((options ?? new()).Request(run.Id, view), _options.StreamIdleTimeout, cancellationToken).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            var reader = new FelderaChunkReader();
            await foreach (var line in BoundedLines.ReadAsync(body, _options.MaxMessageBytes, TooLong, cancellationToken).ConfigureAwait(false))
            {
                if (reader.Read(line) is { } chunk)
                    yield return chunk;
            }
        }

        RunProtocolException TooLong() => new(
            $"A chunk of {view} is longer than FelderaOptions.MaxMessageBytes ({_options.MaxMessageBytes:N0}).",
            new RunErrorContext(RunBackend.Feldera, RunOperation.Watch));
    }

    /// <summary>
    /// Follows what changes in a table or view, record by record. See <see cref="ListenAsync(RunReference, string, FelderaListenOptions, CancellationToken)"/>.
    /// </summary>
    /// <typeparam name="T">The type of a record.</typeparam>
    /// <param name="pipeline">The run or the pipeline's name.</param>
    /// <param name="view">The view or table, as in SQL.</param>
    /// <param name="type">How to read one, from a source-generated context.</param>
    /// <param name="sendSnapshot">True: what is there already comes first. Only for materialized views.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async IAsyncEnumerable<FelderaChange<T>> ListenAsync<T>(
        RunReference pipeline,
        string view,
        JsonTypeInfo<T> type,
        bool sendSnapshot = false,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(type);
        var options = new FelderaListenOptions { SendSnapshot = sendSnapshot };
        await foreach (var chunk in ListenAsync(pipeline, view, options, cancellationToken).ConfigureAwait(false))
        {
            foreach (var change in FelderaChange<T>.Of(chunk, type))
                yield return change;
        }
    }

    /// <summary>
    /// Asks a run for rows, which come as they are found (Feldera protocol §10). Only materialized tables and views can be asked. JSON loses
    /// precision in large numbers: cast them to text. To see data that was just sent, wait for its token first.
    /// </summary>
    /// <param name="pipeline">The run or the pipeline's name.</param>
    /// <param name="sql">The query.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="RunInvalidArgumentException">The query is not acceptable.</exception>
    /// <exception cref="RunControlException">It failed on the way, perhaps behind some rows.</exception>
    public async IAsyncEnumerable<JsonElement> QueryAsync(
        RunReference pipeline, string sql, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var run = Resolve(pipeline, RunOperation.Query);
        var body = await OpenQueryAsync(run, sql, "json", cancellationToken).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            await foreach (var line in BoundedLines.ReadAsync(body, _options.MaxMessageBytes, TooLong, cancellationToken).ConfigureAwait(false))
            {
                if (!line.IsEmpty)
                    yield return FelderaRows.Read(line, run.Id);
            }
        }

        RunProtocolException TooLong() => new(
            $"A row is longer than FelderaOptions.MaxMessageBytes ({_options.MaxMessageBytes:N0}).", new RunErrorContext(RunBackend.Feldera, RunOperation.Query));
    }

    /// <summary>Asks a run for rows of a type. See <see cref="QueryAsync(RunReference, string, CancellationToken)"/>.</summary>
    /// <typeparam name="T">The type of a row.</typeparam>
    /// <param name="pipeline">The run or the pipeline's name.</param>
    /// <param name="sql">The query.</param>
    /// <param name="type">How to read one, from a source-generated context.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="RunProtocolException">A row does not fit the type.</exception>
    public async IAsyncEnumerable<T> QueryAsync<T>(
        RunReference pipeline, string sql, JsonTypeInfo<T> type, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(type);
        await foreach (var row in QueryAsync(pipeline, sql, cancellationToken).ConfigureAwait(false))
            yield return FelderaRows.To(row, type, RunOperation.Query);
    }

    /// <summary>Asks a run and gets a table for people, or, for a statement without rows, what it did.</summary>
    /// <param name="pipeline">The run or the pipeline's name.</param>
    /// <param name="sql">The query.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="RunServerException">It failed on the way.</exception>
    public async Task<string> QueryTextAsync(RunReference pipeline, string sql, CancellationToken cancellationToken = default)
    {
        var run = Resolve(pipeline, RunOperation.Query);
        var text = await WholeQueryAsync(run, sql, "text", cancellationToken).ConfigureAwait(false);
        // Rows begin with a bar or a plus, so a line that begins like this can only be the server's.
        var error = text.StartsWith(FelderaRows.TextError, StringComparison.Ordinal) ? 0 : text.LastIndexOf("\n" + FelderaRows.TextError, StringComparison.Ordinal);
        return error < 0 ? text : throw FelderaRows.Failed(text[error..].Trim()[FelderaRows.TextError.Length..], run.Id);
    }

    /// <summary>Asks a run and gets a hash over all rows, whatever their order.</summary>
    /// <param name="pipeline">The run or the pipeline's name.</param>
    /// <param name="sql">The query.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<string> QueryHashAsync(RunReference pipeline, string sql, CancellationToken cancellationToken = default) =>
        (await WholeQueryAsync(Resolve(pipeline, RunOperation.Query), sql, "hash", cancellationToken).ConfigureAwait(false)).Trim();

    /// <summary>Asks a run and gets the rows as a file, while it comes in. One that is cut off has failed: the server cannot say so any more.</summary>
    /// <param name="pipeline">The run or the pipeline's name.</param>
    /// <param name="sql">The query.</param>
    /// <param name="format">The file's form.</param>
    /// <param name="cancellationToken">Ends it until the stream is there.</param>
    /// <returns>The stream, to be read asynchronously; dispose of it.</returns>
    public async Task<Stream> QueryStreamAsync(
        RunReference pipeline, string sql, FelderaResultFormat format, CancellationToken cancellationToken = default) => await OpenQueryAsync(
            Resolve(pipeline, RunOperation.Query), sql, format == FelderaResultFormat.Parquet ? "parquet" : "arrow_ipc", cancellationToken).ConfigureAwait(false);

    private async Task<string> WholeQueryAsync(Run run, string sql, string format, CancellationToken cancellationToken)
    {
        var reply = await _http.CallAsync(QueryRequest(run, sql, format), cancellationToken).ConfigureAwait(false);
        return Encoding.UTF8.GetString(reply.Body.Span);
    }

    private Task<HttpBodyStream> OpenQueryAsync(Run run, string sql, string format, CancellationToken cancellationToken) =>
        _http.OpenAsync(QueryRequest(run, sql, format), _options.QueryTimeout, cancellationToken);

    /// <summary>Statements may change tables, so they are not repeated unless it is sure that they did not arrive.</summary>
    private FelderaRequest QueryRequest(Run run, string sql, string format)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(sql);
        return FelderaRequest.Get(
            RunOperation.Query, FelderaPath.With(FelderaPath.Pipeline(run.Id, "query"), ("sql", sql), ("format", format)), run.Id) with
        {
            Timeout = _options.QueryTimeout,
            Repetition = FelderaRepetition.IfUnsent,
        };
    }
}
