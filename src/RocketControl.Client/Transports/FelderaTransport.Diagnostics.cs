using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using RocketControl.Client.Transports.Feldera;
using RocketControl.Client.Transports.Http;

namespace RocketControl.Client.Transports;

public sealed partial class FelderaTransport
{
    private const int LongestLogLine = 64 * 1024;

    /// <summary>Reads the counts of a deployed run (Feldera protocol §10).</summary>
    /// <param name="pipeline">The run or the pipeline's name.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="RunNotReadyException">It is not deployed.</exception>
    public async Task<FelderaStats> GetStatsAsync(RunReference pipeline, CancellationToken cancellationToken = default)
    {
        var run = Resolve(pipeline, RunOperation.Diagnose);
        return new FelderaStats(await _http.CallJsonAsync(
            FelderaRequest.Get(RunOperation.Diagnose, FelderaPath.Pipeline(run.Id, "stats"), run.Id), cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Follows the log of a pipeline: what is there first, then what comes (Feldera protocol §6). It may end early; call it again then.</summary>
    /// <param name="pipeline">The run or the pipeline's name.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The lines; what is behind 64 KiB of one is cut off.</returns>
    public async IAsyncEnumerable<string> GetLogsAsync(RunReference pipeline, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var run = Resolve(pipeline, RunOperation.Diagnose);
        var body = await _http.OpenAsync(
            FelderaRequest.Get(RunOperation.Diagnose, FelderaPath.Pipeline(run.Id, "logs"), run.Id), idleTimeout: null, cancellationToken).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            await foreach (var line in BoundedLines.ReadAsync(body, LongestLogLine, tooLong: null, cancellationToken).ConfigureAwait(false))
                yield return Encoding.UTF8.GetString(line.Span);
        }
    }

    /// <summary>Reads what happened to a pipeline, newest first; the server keeps about 720 events.</summary>
    /// <param name="pipeline">The run or the pipeline's name.</param>
    /// <param name="everything">True: with the details of each. Default: states only.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<IReadOnlyList<FelderaEvent>> GetEventsAsync(
        RunReference pipeline, bool everything = false, CancellationToken cancellationToken = default)
    {
        var run = Resolve(pipeline, RunOperation.Diagnose);
        var path = FelderaPath.With(FelderaPath.Pipeline(run.Id, "events"), ("selector", everything ? "all" : "status"));
        return [.. (await ArrayAsync(FelderaRequest.Get(RunOperation.Diagnose, path, run.Id), cancellationToken).ConfigureAwait(false))
            .Select(static item => new FelderaEvent(item))];
    }

    /// <summary>Reads one event of a pipeline.</summary>
    /// <param name="pipeline">The run or the pipeline's name.</param>
    /// <param name="eventId">Its id; <c>latest</c> for the newest.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<FelderaEvent> GetEventAsync(RunReference pipeline, string eventId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(eventId);
        var run = Resolve(pipeline, RunOperation.Diagnose);
        var path = FelderaPath.With(FelderaPath.Pipeline(run.Id, $"events/{FelderaPath.Escape(eventId)}"), ("selector", "all"));
        return new FelderaEvent(await _http.CallJsonAsync(FelderaRequest.Get(RunOperation.Diagnose, path, run.Id), cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Reads the metrics of a run.</summary>
    /// <param name="pipeline">The run or the pipeline's name.</param>
    /// <param name="asJson">True: as JSON. Default: as Prometheus reads them.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<string> GetMetricsAsync(RunReference pipeline, bool asJson = false, CancellationToken cancellationToken = default)
    {
        var run = Resolve(pipeline, RunOperation.Diagnose);
        var path = FelderaPath.With(FelderaPath.Pipeline(run.Id, "metrics"), ("format", asJson ? "json" : "prometheus"));
        return Encoding.UTF8.GetString(
            (await _http.CallAsync(FelderaRequest.Get(RunOperation.Diagnose, path, run.Id), cancellationToken).ConfigureAwait(false)).Body.Span);
    }

    /// <summary>Reads everything that helps to find a fault, as a ZIP file, while it comes in.</summary>
    /// <param name="pipeline">The run or the pipeline's name.</param>
    /// <param name="options">What to put in; null for all of it.</param>
    /// <param name="cancellationToken">Ends it until the stream is there.</param>
    /// <returns>The stream, to be read asynchronously; dispose of it.</returns>
    public async Task<Stream> GetSupportBundleAsync(
        RunReference pipeline, FelderaSupportBundleOptions? options = null, CancellationToken cancellationToken = default)
    {
        var run = Resolve(pipeline, RunOperation.Diagnose);
        var path = (options ?? new()).AddTo(FelderaPath.Pipeline(run.Id, "support_bundle"));
        return await _http.OpenAsync(
            FelderaRequest.Get(RunOperation.Diagnose, path, run.Id) with { Timeout = _options.QueryTimeout }, _options.QueryTimeout, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Halts one input connector.</summary>
    /// <param name="pipeline">The run or the pipeline's name.</param>
    /// <param name="table">The table, as in SQL.</param>
    /// <param name="connector">The connector's name in the program.</param>
    /// <param name="cancellationToken">Stops the waiting; what was sent is not taken back.</param>
    /// <exception cref="RunNotFoundException">There is no such table or connector.</exception>
    public Task PauseConnectorAsync(RunReference pipeline, string table, string connector, CancellationToken cancellationToken = default) =>
        ControlConnectorAsync(pipeline, table, connector, "pause", cancellationToken);

    /// <summary>Lets one input connector go on.</summary>
    /// <param name="pipeline">The run or the pipeline's name.</param>
    /// <param name="table">The table, as in SQL.</param>
    /// <param name="connector">The connector's name in the program.</param>
    /// <param name="cancellationToken">Stops the waiting; what was sent is not taken back.</param>
    /// <exception cref="RunNotFoundException">There is no such table or connector.</exception>
    public Task ResumeConnectorAsync(RunReference pipeline, string table, string connector, CancellationToken cancellationToken = default) =>
        ControlConnectorAsync(pipeline, table, connector, "start", cancellationToken);

    /// <summary>Reads the counts of one input connector.</summary>
    /// <param name="pipeline">The run or the pipeline's name.</param>
    /// <param name="table">The table, as in SQL.</param>
    /// <param name="connector">The connector's name in the program.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public Task<JsonElement> GetInputConnectorStatsAsync(RunReference pipeline, string table, string connector, CancellationToken cancellationToken = default) =>
        GetConnectorStatsAsync(pipeline, "tables", table, connector, cancellationToken);

    /// <summary>Reads the counts of one output connector.</summary>
    /// <param name="pipeline">The run or the pipeline's name.</param>
    /// <param name="view">The view, as in SQL.</param>
    /// <param name="connector">The connector's name in the program.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public Task<JsonElement> GetOutputConnectorStatsAsync(RunReference pipeline, string view, string connector, CancellationToken cancellationToken = default) =>
        GetConnectorStatsAsync(pipeline, "views", view, connector, cancellationToken);

    /// <summary>Moves the clock of a run whose clock is its user's.</summary>
    /// <param name="pipeline">The run or the pipeline's name.</param>
    /// <param name="by">How far, in whole milliseconds; null for one step.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>The server's answer.</returns>
    public Task<JsonElement> AdvanceClockAsync(RunReference pipeline, TimeSpan? by = null, CancellationToken cancellationToken = default)
    {
        var run = Resolve(pipeline, RunOperation.Call);
        return _http.CallJsonAsync(
            FelderaRequest.Post(RunOperation.Call, FelderaPath.Pipeline(run.Id, "clock/advance"), run.Id) with
            {
                Body = () => JsonContent(by is { } step
                    ? new System.Text.Json.Nodes.JsonObject { ["delta_ms"] = (long)step.TotalMilliseconds }
                    : new System.Text.Json.Nodes.JsonObject()),
                Repetition = FelderaRepetition.IfUnsent,
            },
            cancellationToken);
    }

    /// <summary>Spreads the work of a run anew.</summary>
    /// <param name="pipeline">The run or the pipeline's name.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public Task RebalanceAsync(RunReference pipeline, CancellationToken cancellationToken = default) =>
        PostAsync(Resolve(pipeline, RunOperation.Call), "rebalance", RunOperation.Call, cancellationToken);

    /// <summary>Makes a run put its storage in order now.</summary>
    /// <param name="pipeline">The run or the pipeline's name.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public Task CompactAsync(RunReference pipeline, CancellationToken cancellationToken = default) =>
        PostAsync(Resolve(pipeline, RunOperation.Call), "start_compaction", RunOperation.Call, cancellationToken);

    private static string ConnectorPath(Run run, string side, string relation, string connector, string what)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(relation);
        ArgumentException.ThrowIfNullOrWhiteSpace(connector);
        return FelderaPath.Pipeline(run.Id, $"{side}/{FelderaPath.Escape(relation)}/connectors/{FelderaPath.Escape(connector)}/{what}");
    }

    private Task<HttpReply> ControlConnectorAsync(RunReference pipeline, string table, string connector, string action, CancellationToken cancellationToken)
    {
        var run = Resolve(pipeline, RunOperation.Connector);
        return _http.CallAsync(
            FelderaRequest.Post(RunOperation.Connector, ConnectorPath(run, "tables", table, connector, action), run.Id), cancellationToken);
    }

    private Task<JsonElement> GetConnectorStatsAsync(RunReference pipeline, string side, string relation, string connector, CancellationToken cancellationToken)
    {
        var run = Resolve(pipeline, RunOperation.Connector);
        return _http.CallJsonAsync(
            FelderaRequest.Get(RunOperation.Connector, ConnectorPath(run, side, relation, connector, "stats"), run.Id), cancellationToken);
    }
}
