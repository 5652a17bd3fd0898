using System.Text.Json;
using RocketControl.Client.Transports.VectorShift;

namespace RocketControl.Client.Transports;

public sealed partial class VectorShiftTransport
{
    /// <summary>
    /// Runs a pipeline in one call, without a stream, and returns its outputs (VectorShift protocol §2). Until it returns nothing can be done to the run; cancelling stops
    /// the waiting only. Never sent twice.
    /// </summary>
    /// <param name="pipeline">What to run.</param>
    /// <param name="cancellationToken">Stops the waiting; the run goes on.</param>
    /// <exception cref="RunFailedException">The run failed, be it with HTTP 200.</exception>
    /// <exception cref="PipelineInvalidException">VectorShift refused to start it.</exception>
    public async Task<VectorShiftRunResult> RunAsync(VectorShiftPipeline pipeline, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        Enter(cancellationToken);
        Routes.CheckId(pipeline.Id, RunOperation.Use);
        var inputs = new RunInputs(_options);
        await using (inputs.ConfigureAwait(false))
        {
            var answer = await _http.StartAsync(
                Routes.Of(pipeline.Id, "run"), token => inputs.OpenAsync(pipeline, streamed: false, token), cancellationToken).ConfigureAwait(false);
            var reply = RunReply.Of(answer);
            if (reply.RunId is null && !reply.IsFailed)
                throw NoRunIn(answer);
            var run = reply.RunId is { } id ? Remember(new VectorShiftRunId(pipeline.Id, id), reply, reply.IsFailed ? RunState.Failed : RunState.Completed) : null;
            if (reply.IsFailed)
                throw Failed(answer, run);
            return new VectorShiftRunResult(run!, reply.Outputs) { Raw = answer };
        }
    }

    /// <summary>
    /// Runs a pipeline many times in one call and returns the outputs of each run, in the order of the inputs (VectorShift protocol §2). Never sent twice.
    /// </summary>
    /// <param name="pipelineId">The pipeline.</param>
    /// <param name="inputs">The inputs of each run.</param>
    /// <param name="cancellationToken">Stops the waiting; the runs go on.</param>
    /// <exception cref="RunFailedException">
    /// VectorShift says that it failed. The runs that it named are in the message, and what they gave can be read with <see cref="ReadOutputsAsync"/>.
    /// </exception>
    public async Task<IReadOnlyList<VectorShiftRunResult>> BulkRunAsync(
        string pipelineId, IReadOnlyList<IReadOnlyDictionary<string, VectorShiftValue>> inputs, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pipelineId);
        ArgumentNullException.ThrowIfNull(inputs);
        Enter(cancellationToken);
        Routes.CheckId(pipelineId, RunOperation.Use);
        var files = new RunInputs(_options);
        await using (files.ConfigureAwait(false))
        {
            var answer = await _http.StartAsync(
                Routes.Of(pipelineId, _options.BulkRunPath), token => files.OpenAsync(inputs, token), cancellationToken).ConfigureAwait(false);
            var failed = VectorShiftErrors.IsFailed(answer);
            var results = new List<VectorShiftRunResult>();
            foreach (var item in answer.Items("run_outputs"u8))
            {
                var reply = RunReply.Of(item);
                // Which of the runs it was that failed need not be told.
                var state = reply.IsFailed ? RunState.Failed : failed ? RunState.Stopped : RunState.Completed;
                failed |= reply.IsFailed;
                var run = Remember(new VectorShiftRunId(pipelineId, reply.RunId ?? throw NoRunIn(answer)), reply, state);
                results.Add(new VectorShiftRunResult(run, reply.Outputs) { Raw = item });
            }
            if (failed)
                throw Failed(answer, run: null, string.Concat(results.Select(result => $" {result.Run}")));
            return results.Count == inputs.Count ? results : throw NoRunIn(answer);
        }
    }

    /// <summary>Lists the pipelines that the key may see (VectorShift protocol §3).</summary>
    /// <param name="includeShared">True: also those that others have shared.</param>
    /// <param name="withDetails">True: with all that VectorShift tells of them. False (default): only the ids.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<IReadOnlyList<VectorShiftPipelineInfo>> ListPipelinesAsync(
        bool includeShared = false, bool withDetails = false, CancellationToken cancellationToken = default)
    {
        Enter(cancellationToken);
        var query = string.Join('&', ((string[])[includeShared ? "include_shared=true" : "", withDetails ? "verbose=true" : ""]).Where(part => part.Length > 0));
        var answer = await _http.CallAsync(
            RunOperation.GetPipeline, HttpMethod.Get, query.Length > 0 ? $"pipelines?{query}" : "pipelines", body: null, cancellationToken).ConfigureAwait(false);
        RefuseIfFailed(answer, RunOperation.GetPipeline);
        return PipelineReader.ReadList(answer);
    }

    /// <summary>Fetches a pipeline by its id (VectorShift protocol §3).</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="RunNotFoundException">There is none, or the key may not see it.</exception>
    public Task<VectorShiftPipelineInfo> GetPipelineAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        return FetchAsync($"id={Uri.EscapeDataString(id)}", id, cancellationToken);
    }

    /// <summary>Fetches a pipeline by its name (VectorShift protocol §3).</summary>
    /// <param name="name">The name.</param>
    /// <param name="userName">Whose it is; null for the key's own.</param>
    /// <param name="organization">Whose organization's it is; null for the key's own.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="RunNotFoundException">There is none, or the key may not see it.</exception>
    public Task<VectorShiftPipelineInfo> GetPipelineByNameAsync(
        string name, string? userName = null, string? organization = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var query = $"name={Uri.EscapeDataString(name)}"
            + (userName is null ? "" : $"&username={Uri.EscapeDataString(userName)}")
            + (organization is null ? "" : $"&org_name={Uri.EscapeDataString(organization)}");
        return FetchAsync(query, id: null, cancellationToken);
    }

    private async Task<VectorShiftPipelineInfo> FetchAsync(string query, string? id, CancellationToken cancellationToken)
    {
        Enter(cancellationToken);
        var answer = await _http.CallAsync(RunOperation.GetPipeline, HttpMethod.Get, $"pipeline?{query}", body: null, cancellationToken).ConfigureAwait(false);
        RefuseIfFailed(answer, RunOperation.GetPipeline);
        return PipelineReader.ReadOne(answer, id);
    }

    private Run Remember(VectorShiftRunId id, RunReply reply, RunState end)
    {
        var run = id.ToRun();
        var known = _runs.GetOrAdd(run);
        foreach (var (name, value) in reply.Outputs)
            known.NoteOutput(name, value, isResult: true);
        known.NoteEnd(end, reply.Word, end == RunState.Failed ? ErrorText.Of(reply.Raw) : null, source: RunStatusSource.Native);
        _runs.NoteEnded(known);
        return run;
    }

    private static RunFailedException Failed(JsonElement answer, Run? run, string runs = "")
    {
        var text = ErrorText.Of(answer);
        return new RunFailedException(
            $"{(run is null ? "VectorShift's run" : run)} failed{(text is null ? "" : $": {text}")}.{(runs.Length > 0 ? $" The runs that it named:{runs}." : "")}",
            new RunErrorContext(RunBackend.VectorShift, RunOperation.Use) { HttpStatus = System.Net.HttpStatusCode.OK, ServerMessage = text })
        {
            Run = run,
        };
    }

    private static RunProtocolException NoRunIn(JsonElement answer) => new(
        $"VectorShift's answer (a JSON {answer.ValueKind}) does not name the runs that were made.",
        new RunErrorContext(RunBackend.VectorShift, RunOperation.Use) { OutcomeUnknown = true });
}
