using System.Text.Json;
using System.Text.Json.Nodes;
using RocketControl.Client.Transports.Feldera;
using RocketControl.Client.Transports.Http;

namespace RocketControl.Client.Transports;

public sealed partial class FelderaTransport
{
    /// <summary>Reads a pipeline's description (Feldera protocol §6).</summary>
    /// <param name="pipeline">The run or the pipeline's name.</param>
    /// <param name="everything">True: with program, configuration, schema and the compiler's messages, which may be much. False (default): states only.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="RunNotFoundException">There is no such pipeline.</exception>
    public Task<FelderaPipelineInfo> GetPipelineAsync(RunReference pipeline, bool everything = false, CancellationToken cancellationToken = default)
    {
        var run = Resolve(pipeline, RunOperation.GetPipeline);
        return everything
            ? _waits.AskForAllAsync(run.Id, RunOperation.GetPipeline, cancellationToken)
            : _waits.AskAsync(run.Id, RunOperation.GetPipeline, cancellationToken);
    }

    /// <summary>Lists all pipelines of the tenant, with their states.</summary>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<IReadOnlyList<FelderaPipelineInfo>> ListPipelinesAsync(CancellationToken cancellationToken = default) =>
        [.. (await ArrayAsync(FelderaRequest.Get(RunOperation.List, FelderaPath.With(FelderaPath.Pipelines, ("selector", "status"))), cancellationToken)
            .ConfigureAwait(false)).Select(static item => new FelderaPipelineInfo(item))];

    /// <summary>Creates a pipeline and waits until its program is compiled (Feldera protocol §6).</summary>
    /// <param name="pipeline">What to create.</param>
    /// <param name="wait">False: return as soon as it is created.</param>
    /// <param name="cancellationToken">Stops the waiting; what was sent is not taken back.</param>
    /// <exception cref="RunConflictException">There is one of that name.</exception>
    /// <exception cref="PipelineInvalidException">The program does not compile.</exception>
    public async Task<FelderaPipelineInfo> CreatePipelineAsync(FelderaPipeline pipeline, bool wait = true, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        FelderaDefinitions.RequireProgram(pipeline);
        return await CompiledAsync(await _definitions.PostAsync(pipeline, cancellationToken).ConfigureAwait(false), wait, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Creates a pipeline, or replaces the one of that name, and waits until exactly this program is compiled (Feldera protocol §6).</summary>
    /// <param name="pipeline">What to create.</param>
    /// <param name="wait">False: return as soon as it is there.</param>
    /// <param name="cancellationToken">Stops the waiting; what was sent is not taken back.</param>
    /// <exception cref="RunInvalidStateException">The one that is there runs, or has stored something.</exception>
    /// <exception cref="PipelineInvalidException">The program does not compile.</exception>
    public async Task<FelderaPipelineInfo> CreateOrReplacePipelineAsync(
        FelderaPipeline pipeline, bool wait = true, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        FelderaDefinitions.RequireProgram(pipeline);
        var info = await _definitions.PutAsync(pipeline, RunOperation.Define, cancellationToken).ConfigureAwait(false);
        return await CompiledAsync(info, wait, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Changes a pipeline's definition; what is not given stays as it is.</summary>
    /// <param name="pipeline">The run or the pipeline's name.</param>
    /// <param name="change">What to change.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="RunInvalidStateException">It runs, or has stored something, and more than its description and labels is to change.</exception>
    public Task<FelderaPipelineInfo> ChangePipelineAsync(RunReference pipeline, FelderaPipelineChange change, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(change);
        return _definitions.PatchAsync(Resolve(pipeline, RunOperation.Define).Id, change, cancellationToken);
    }

    /// <summary>Compiles a pipeline's program for the server's present version. It starts the compiler; <see cref="StartAsync"/> waits for it.</summary>
    /// <param name="pipeline">The run or the pipeline's name.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<FelderaPipelineInfo> UpdateRuntimeAsync(RunReference pipeline, CancellationToken cancellationToken = default) =>
        new(await PostJsonAsync(Resolve(pipeline, RunOperation.Define), "update_runtime", RunOperation.Define, cancellationToken).ConfigureAwait(false));

    /// <summary>Compares a program with the one that a pipeline has.</summary>
    /// <param name="pipeline">The run or the pipeline's name.</param>
    /// <param name="sql">The other program; null for the pipeline's own, on the server's present version.</param>
    /// <param name="runtimeVersion">The version to compile for; null for the present one.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>The server's answer: which tables, views and connectors differ.</returns>
    public Task<JsonElement> CompareAsync(
        RunReference pipeline, string? sql = null, string? runtimeVersion = null, CancellationToken cancellationToken = default)
    {
        var run = Resolve(pipeline, RunOperation.Validate);
        var request = FelderaRequest.Post(RunOperation.Validate, FelderaPath.Pipeline(run.Id, "diff"), run.Id);
        return _http.CallJsonAsync(WithProgram(request, sql, runtimeVersion), cancellationToken);
    }

    /// <summary>Checks a program without making a pipeline of it.</summary>
    /// <param name="sql">The program.</param>
    /// <param name="runtimeVersion">The version to compile for; null for the present one.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>The server's answer, with the compiler's messages.</returns>
    public Task<JsonElement> ValidateProgramAsync(string sql, string? runtimeVersion = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sql);
        return _http.CallJsonAsync(WithProgram(FelderaRequest.Post(RunOperation.Validate, "v0/validate_program"), sql, runtimeVersion), cancellationToken);
    }

    /// <summary>Deletes what a pipeline has stored, and waits until that is done. Only for one that is stopped.</summary>
    /// <param name="pipeline">The run or the pipeline's name.</param>
    /// <param name="wait">False: return as soon as it was accepted.</param>
    /// <param name="timeout">How long to wait; null for <see cref="FelderaOptions.StartTimeout"/>.</param>
    /// <param name="cancellationToken">Stops the waiting; what was sent is not taken back.</param>
    /// <exception cref="RunInvalidStateException">It runs.</exception>
    public async Task ClearAsync(RunReference pipeline, bool wait = true, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        var run = Resolve(pipeline, RunOperation.Delete);
        await PostAsync(run, "clear", RunOperation.Delete, cancellationToken).ConfigureAwait(false);
        if (!wait)
            return;
        await _waits.UntilAsync(
            run,
            RunOperation.Delete,
            "through the clearing of its storage",
            timeout ?? _options.StartTimeout,
            static info => info is { StorageStatus: FelderaWords.Cleared } ? info : null,
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Deletes a pipeline in the order that the server demands: end it by force, wait, clear its storage, wait, delete (Feldera protocol §4). What it has stored
    /// is lost.
    /// </summary>
    /// <param name="pipeline">The run or the pipeline's name.</param>
    /// <param name="onlyIfAtRest">True: do not end and do not clear; a pipeline that runs or has stored something is then refused. Default: false.</param>
    /// <param name="timeout">How long each of the waits may take; null for <see cref="FelderaOptions.StartTimeout"/>.</param>
    /// <param name="cancellationToken">Stops the waiting; what was sent is not taken back.</param>
    /// <exception cref="RunNotFoundException">There is no such pipeline.</exception>
    public async Task DeletePipelineAsync(
        RunReference pipeline, bool onlyIfAtRest = false, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        var run = Resolve(pipeline, RunOperation.Delete);
        if (!onlyIfAtRest)
        {
            var end = new TerminateOptions { Mode = TerminateMode.Force, WaitForCompletion = true, Timeout = timeout ?? _options.StartTimeout };
            await TerminateAsync(run, end, cancellationToken).ConfigureAwait(false);
            await ClearAsync(run, wait: true, timeout, cancellationToken).ConfigureAwait(false);
        }
        await _http.DeleteAsync(
            new FelderaRequest(RunOperation.Delete, HttpMethod.Delete, FelderaPath.Pipeline(run.Id)) { Pipeline = run.Id }, cancellationToken).ConfigureAwait(false);
        _known.Forget(run.Id);
    }

    private static FelderaRequest WithProgram(FelderaRequest request, string? sql, string? runtimeVersion) => request with
    {
        Body = () =>
        {
            var document = new JsonObject();
            if (sql is not null)
                document["program_code"] = sql;
            if (runtimeVersion is not null)
                document["runtime_version"] = runtimeVersion;
            return JsonContent(document);
        },
    };

    private static StringContent JsonContent(JsonNode document) => new(document.ToJsonString(), System.Text.Encoding.UTF8, "application/json");

    private async Task<FelderaPipelineInfo> CompiledAsync(FelderaPipelineInfo info, bool wait, CancellationToken cancellationToken)
    {
        if (!wait)
            return info;
        var run = new Run(RunBackend.Feldera, info.Name) { DisplayId = info.Name };
        return await new FelderaCompilation(_waits, _options).WaitAsync(run, info.ProgramVersion, RunOperation.Define, cancellationToken).ConfigureAwait(false);
    }

    private Task<HttpReply> PostAsync(Run run, string action, RunOperation operation, CancellationToken cancellationToken) =>
        _http.CallAsync(FelderaRequest.Post(operation, FelderaPath.Pipeline(run.Id, action), run.Id), cancellationToken);

    private Task<JsonElement> PostJsonAsync(Run run, string action, RunOperation operation, CancellationToken cancellationToken) =>
        _http.CallJsonAsync(FelderaRequest.Post(operation, FelderaPath.Pipeline(run.Id, action), run.Id), cancellationToken);

    private async Task<IReadOnlyList<JsonElement>> ArrayAsync(FelderaRequest request, CancellationToken cancellationToken)
    {
        var answer = await _http.CallJsonAsync(request with { Answer = JsonValueKind.Array }, cancellationToken).ConfigureAwait(false);
        return [.. answer.EnumerateArray()];
    }
}
