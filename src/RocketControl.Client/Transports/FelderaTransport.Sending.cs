using System.Text.Json.Serialization.Metadata;
using RocketControl.Client.Transports.Feldera;
using RocketControl.Client.Transports.Http;

namespace RocketControl.Client.Transports;

public sealed partial class FelderaTransport
{
    private const int Glance = 4096;

    /// <summary>
    /// Puts data into a table and returns when it is worked off: the table of <see cref="Run.Source"/>, else the pipeline's only one. The MIME type
    /// tells the form; <c>text/plain</c> is one JSON record a line, and JSON that begins with a bracket an array of records. Tried once: a part of an
    /// upload that failed may be in the table. A result for one object does not exist in Feldera, so <see cref="SendResult.IsEmpty"/> is true; read
    /// what came of it from a view. More control: <see cref="IngestAsync(RunReference, string, string, FelderaIngestOptions, CancellationToken)"/>.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="content">The data.</param>
    /// <param name="options">How; the MIME type is set. A name is not used, and a provider and keep-alive have no meaning and are refused.</param>
    /// <param name="cancellationToken">Abandons the upload, or the waiting for its end.</param>
    /// <exception cref="RunPartialInputException">Some records were refused, the others were taken.</exception>
    /// <exception cref="RunInvalidArgumentException">The form or the table cannot be told.</exception>
    /// <exception cref="RunInvalidStateException">The pipeline is paused.</exception>
    /// <exception cref="RunNotRunningException">The pipeline does not run.</exception>
    public async Task<SendResult> SendAsync(Run run, RunContent content, SendOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Provider is not null || options.KeepAlive)
        {
            throw new RunInvalidArgumentException(
                "SendOptions.Provider and KeepAlive have no meaning for Feldera. Leave them out.", new RunErrorContext(RunBackend.Feldera, RunOperation.Send));
        }
        var format = FelderaFormats.Of(options.MimeType ?? MimeTypes.Bytes);
        var table = await _ingress.TableOfAsync(run, cancellationToken).ConfigureAwait(false);
        var reader = await content.OpenAsync(RunBackend.Feldera, cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            var beginning = (await reader.ReadAsync(Glance, cancellationToken).ConfigureAwait(false)).ToArray();
            var how = new FelderaIngestOptions
            {
                Format = format,
                Array = format == FelderaFormat.Json && beginning.AsSpan().TrimStart(" \t\r\n"u8) is [(byte)'[', ..],
                Timeout = options.Timeout,
            };
            FelderaCompletionToken token;
            try
            {
                token = await UploadAsync(run, table, report => new PieceByPieceContent(reader, report, beginning), how, cancellationToken).ConfigureAwait(false);
            }
            catch
            {
                // A request that was given up may go on being written for a moment; nobody else must get its bytes into his hands meanwhile.
                reader.LeaveBuffer();
                throw;
            }
            await WaitForProcessedAsync(run.Id, token.Value, options.Timeout, cancellationToken).ConfigureAwait(false);
            return new SendResult
            {
                Name = table,
                ObjectId = token.Value,
                EmptyReason = $"The data is in {table} and worked off. Feldera gives no result for one object: read a view, with FelderaTransport.QueryAsync or "
                    + "ListenAsync.",
            };
        }
    }

    /// <summary>Refused: an upload is one request, and what became of it is known only behind its end.</summary>
    /// <param name="run">The run.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Not used.</param>
    /// <exception cref="RunNotSupportedException">Always.</exception>
    public Task<RunPipe> OpenPipeAsync(Run run, SendOptions options, CancellationToken cancellationToken) =>
        throw Capabilities.NotSupported(RunCapability.OpenPipe, RunOperation.Send);

    /// <summary>Puts a text into a table (Feldera protocol §9). Returns when it is taken; the token tells when it is worked off.</summary>
    /// <param name="pipeline">The run or the pipeline's name.</param>
    /// <param name="table">The table, as in SQL: with quotes when its name is case-sensitive.</param>
    /// <param name="data">The data, as UTF-8.</param>
    /// <param name="options">How; null for JSON records, one a line.</param>
    /// <param name="cancellationToken">Abandons the upload; a part may be in the table.</param>
    /// <exception cref="RunPartialInputException">Some records were refused, the others were taken.</exception>
    /// <exception cref="RunNotFoundException">There is no such pipeline or table.</exception>
    public Task<FelderaCompletionToken> IngestAsync(
        RunReference pipeline, string table, string data, FelderaIngestOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        return IngestAsync(pipeline, table, RunContent.FromText(data), options, cancellationToken);
    }

    /// <summary>
    /// Puts a stream into a table, piece by piece. See <see cref="IngestAsync(RunReference, string, string, FelderaIngestOptions, CancellationToken)"/>.
    /// </summary>
    /// <param name="pipeline">The run or the pipeline's name.</param>
    /// <param name="table">The table, as in SQL: with quotes when its name is case-sensitive.</param>
    /// <param name="data">The stream, from where it stands; it stays open.</param>
    /// <param name="options">How; null for JSON records, one a line.</param>
    /// <param name="cancellationToken">Abandons the upload; a part may be in the table.</param>
    public Task<FelderaCompletionToken> IngestAsync(
        RunReference pipeline, string table, Stream data, FelderaIngestOptions? options = null, CancellationToken cancellationToken = default) =>
        IngestAsync(pipeline, table, RunContent.FromStream(data), options, cancellationToken);

    /// <summary>
    /// Puts any content into a table, piece by piece. See <see cref="IngestAsync(RunReference, string, string, FelderaIngestOptions, CancellationToken)"/>.
    /// </summary>
    /// <param name="pipeline">The run or the pipeline's name.</param>
    /// <param name="table">The table, as in SQL: with quotes when its name is case-sensitive.</param>
    /// <param name="data">The content, for example a file.</param>
    /// <param name="options">How; null for JSON records, one a line.</param>
    /// <param name="cancellationToken">Abandons the upload; a part may be in the table.</param>
    public async Task<FelderaCompletionToken> IngestAsync(
        RunReference pipeline, string table, RunContent data, FelderaIngestOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        var run = RequireTable(pipeline, table, options);
        var reader = await data.OpenAsync(RunBackend.Feldera, cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            try
            {
                return await UploadAsync(run, table, report => new PieceByPieceContent(reader, report), options ?? new(), cancellationToken).ConfigureAwait(false);
            }
            catch
            {
                reader.LeaveBuffer();
                throw;
            }
        }
    }

    /// <summary>
    /// Puts records into a table as they come, as JSON, one a line; only what is on its way is in memory. With another update format than
    /// <see cref="FelderaUpdateFormat.Raw"/> each record has to be the whole update, for example <c>{"insert":{…}}</c>.
    /// See <see cref="IngestAsync(RunReference, string, string, FelderaIngestOptions, CancellationToken)"/>.
    /// </summary>
    /// <typeparam name="T">The type of a record.</typeparam>
    /// <param name="pipeline">The run or the pipeline's name.</param>
    /// <param name="table">The table, as in SQL: with quotes when its name is case-sensitive.</param>
    /// <param name="records">The records. A pause between two of them must be shorter than <see cref="FelderaOptions.IngestTimeout"/>.</param>
    /// <param name="type">How to write one, from a source-generated context.</param>
    /// <param name="options">How; null for records to insert.</param>
    /// <param name="cancellationToken">Abandons the upload; a part may be in the table.</param>
    /// <exception cref="RunContentException">A record could not be had or written; those before may be in the table.</exception>
    public Task<FelderaCompletionToken> IngestAsync<T>(
        RunReference pipeline,
        string table,
        IAsyncEnumerable<T> records,
        JsonTypeInfo<T> type,
        FelderaIngestOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(type);
        var run = RequireTable(pipeline, table, options);
        if (options is { Format: not FelderaFormat.Json } or { Array: true })
        {
            throw new RunInvalidArgumentException(
                "Records are sent as JSON, one a line: leave FelderaIngestOptions.Format and Array as they are.",
                new RunErrorContext(RunBackend.Feldera, RunOperation.Send));
        }
        return UploadAsync(
            run,
            table,
            report => new WrittenContent((stream, token) => JsonLines.WriteAsync(records, type, stream, report, token)),
            options ?? new(),
            cancellationToken);
    }

    /// <inheritdoc cref="IngestAsync{T}(RunReference, string, IAsyncEnumerable{T}, JsonTypeInfo{T}, FelderaIngestOptions, CancellationToken)"/>
    public Task<FelderaCompletionToken> IngestAsync<T>(
        RunReference pipeline,
        string table,
        IEnumerable<T> records,
        JsonTypeInfo<T> type,
        FelderaIngestOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        return IngestAsync(pipeline, table, new ReadySequence<T>(records), type, options, cancellationToken);
    }

    /// <summary>Makes a token for everything that a connector has taken so far (Feldera protocol §9).</summary>
    /// <param name="pipeline">The run or the pipeline's name.</param>
    /// <param name="table">The table, as in SQL.</param>
    /// <param name="connector">The connector's name in the program.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<FelderaCompletionToken> GetCompletionTokenAsync(
        RunReference pipeline, string table, string connector, CancellationToken cancellationToken = default)
    {
        var run = Resolve(pipeline, RunOperation.Send);
        var answer = await _http.CallJsonAsync(
            FelderaRequest.Get(RunOperation.Send, ConnectorPath(run, "tables", table, connector, "completion_token"), run.Id), cancellationToken).ConfigureAwait(false);
        return new FelderaCompletionToken(this, run.Id, answer.Text("token"u8) ?? throw new RunProtocolException(
            "The server's answer holds no token.", new RunErrorContext(RunBackend.Feldera, RunOperation.Send)));
    }

    /// <summary>Takes up a token that was kept, for example by another process.</summary>
    /// <param name="pipeline">The run or the pipeline's name.</param>
    /// <param name="value">The token's <see cref="FelderaCompletionToken.Value"/>.</param>
    public FelderaCompletionToken GetCompletionToken(RunReference pipeline, string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        return new FelderaCompletionToken(this, Resolve(pipeline, RunOperation.Send).Id, value);
    }

    /// <summary>
    /// Begins a transaction: what comes in until its commit has its effect at once, at the end (Feldera protocol §9). A graceful end waits for the commit.
    /// </summary>
    /// <param name="pipeline">The run or the pipeline's name.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>The transaction's number, which may be negative.</returns>
    /// <exception cref="RunConflictException">One is open already.</exception>
    public async Task<long> StartTransactionAsync(RunReference pipeline, CancellationToken cancellationToken = default)
    {
        var run = Resolve(pipeline, RunOperation.Transaction);
        var answer = await _http.CallJsonAsync(
            FelderaRequest.Post(RunOperation.Transaction, FelderaPath.Pipeline(run.Id, "start_transaction"), run.Id) with { Repetition = FelderaRepetition.IfUnsent },
            cancellationToken).ConfigureAwait(false);
        return answer.Integer("transaction_id"u8) ?? throw new RunProtocolException(
            "The server began a transaction but gave no number for it.", new RunErrorContext(RunBackend.Feldera, RunOperation.Transaction) { OutcomeUnknown = true });
    }

    /// <summary>Commits the open transaction and waits until it is worked off.</summary>
    /// <param name="pipeline">The run or the pipeline's name.</param>
    /// <param name="transaction">Its number, which is compared before; null for whichever is open.</param>
    /// <param name="wait">False: return as soon as the commit was accepted.</param>
    /// <param name="timeout">How long to wait; null for <see cref="FelderaOptions.ProcessTimeout"/>.</param>
    /// <param name="cancellationToken">Stops the waiting; a commit that was sent is not taken back.</param>
    /// <exception cref="RunInvalidStateException">No transaction is open, or another.</exception>
    public async Task CommitTransactionAsync(
        RunReference pipeline, long? transaction = null, bool wait = true, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        var run = Resolve(pipeline, RunOperation.Transaction);
        var open = (await GetStatsAsync(run, cancellationToken).ConfigureAwait(false)).TransactionId;
        if (transaction is not null && open != transaction)
        {
            throw new RunInvalidStateException(
                $"Transaction {transaction} of {run.Id} is not open; open is {(open is null ? "none" : open.ToString())}.",
                new RunErrorContext(RunBackend.Feldera, RunOperation.Transaction));
        }
        await _http.CallAsync(
            FelderaRequest.Post(RunOperation.Transaction, FelderaPath.Pipeline(run.Id, "commit_transaction"), run.Id) with { Repetition = FelderaRepetition.IfUnsent },
            cancellationToken).ConfigureAwait(false);
        if (!wait)
            return;
        await _waits.UntilAsync<object>(
            async token =>
            {
                var stats = await GetStatsAsync(run, token).ConfigureAwait(false);
                return stats.TransactionId == open && stats.TransactionStatus is ("CommitInProgress" or "TransactionInProgress") ? null : stats;
            },
            RunOperation.Transaction,
            $"The transaction of {run.Id} was not committed",
            timeout ?? _options.ProcessTimeout,
            cancellationToken).ConfigureAwait(false);
    }

    internal async Task<bool> IsProcessedAsync(string pipeline, string token, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await _http.CallJsonAsync(
                FelderaRequest.Get(
                    RunOperation.Send, FelderaPath.With(FelderaPath.Pipeline(pipeline, "completion_status"), ("token", token)), pipeline),
                cancellationToken).ConfigureAwait(false);
            return answer.Text("status"u8) == "complete";
        }
        catch (RunNotReadyException exception) when (exception.Code == FelderaErrors.NotDeployed)
        {
            throw new RunNotRunningException(
                $"{pipeline} was stopped before the data was seen to be worked off; what became of it cannot be told.",
                exception.Context with { OutcomeUnknown = true },
                exception);
        }
    }

    internal Task WaitForProcessedAsync(string pipeline, string token, TimeSpan? timeout, CancellationToken cancellationToken) => _waits.UntilAsync<object>(
        async attempt => await IsProcessedAsync(pipeline, token, attempt).ConfigureAwait(false) ? token : null,
        RunOperation.Send,
        $"The data is in {pipeline} but was not worked off",
        timeout ?? _options.ProcessTimeout,
        cancellationToken);

    private async Task<FelderaCompletionToken> UploadAsync(
        Run run, string table, Func<Action<int>, HttpContent> body, FelderaIngestOptions how, CancellationToken cancellationToken)
    {
        var upload = new FelderaUpload(body) { MimeType = FelderaFormats.MimeTypeOf(how.Format) };
        return new FelderaCompletionToken(this, run.Id, await _ingress.UploadAsync(run, table, upload, how, cancellationToken).ConfigureAwait(false));
    }

    private static Run RequireTable(RunReference pipeline, string table, FelderaIngestOptions? options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(table);
        options?.Validate();
        return Resolve(pipeline, RunOperation.Send);
    }
}
