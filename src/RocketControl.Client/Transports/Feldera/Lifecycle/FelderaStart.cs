using System.Text.Json;

namespace RocketControl.Client.Transports.Feldera;

/// <summary>Starts a pipeline the way the official clients do: dismiss the old error, start, wait (Feldera protocol §3, §6).</summary>
internal sealed class FelderaStart(FelderaHttp http, FelderaWaits waits, KnownPipelines known, FelderaOptions options)
{
    /// <summary>For so long after a start the server may show what was before.</summary>
    private static readonly TimeSpan StaleFor = TimeSpan.FromSeconds(2.5);

    /// <summary>For so long the data interface of a pipeline may lag behind its state.</summary>
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(30);

    /// <param name="run">The pipeline.</param>
    /// <param name="version">The version of its program that is meant; null for whichever is there.</param>
    /// <param name="start">How to start it.</param>
    /// <param name="operation">What the user is doing.</param>
    /// <param name="cancellationToken">Stops the waiting; a start that was sent is not taken back.</param>
    /// <returns>The status with which it came up; as soon as it was accepted, when it is not to be waited for.</returns>
    public async Task<RunStatus> RunAsync(
        Run run, long? version, FelderaStartOptions start, RunOperation operation, CancellationToken cancellationToken)
    {
        if (start.WaitForCompilation)
            await new FelderaCompilation(waits, options).WaitAsync(run, version, operation, cancellationToken).ConfigureAwait(false);
        if (start.DismissError)
        {
            await http.CallAsync(
                FelderaRequest.Post(operation, FelderaPath.Pipeline(run.Id, "dismiss_error"), run.Id), cancellationToken).ConfigureAwait(false);
        }
        await http.CallAsync(FelderaRequest.Post(operation, Address(run.Id, start), run.Id), cancellationToken).ConfigureAwait(false);
        known[run.Id].NoteStart();
        if (!start.WaitForStart)
            return waits.Interpret(run, await waits.AskAsync(run.Id, operation, cancellationToken).ConfigureAwait(false));

        var up = await WaitAsync(run, start, operation, cancellationToken).ConfigureAwait(false);
        if (up.Status is FelderaWords.Running or FelderaWords.Paused)
            await WaitForDataInterfaceAsync(run, operation, cancellationToken).ConfigureAwait(false);
        return waits.Interpret(run with { Instance = up.DeploymentId }, up);
    }

    /// <summary>Waits for a start that is under way already.</summary>
    public async Task<Run> WaitUntilUpAsync(Run run, FelderaStartOptions start, RunOperation operation, CancellationToken cancellationToken)
    {
        var up = await WaitAsync(run, start, operation, cancellationToken).ConfigureAwait(false);
        return waits.Interpret(run with { Instance = up.DeploymentId }, up).Run;
    }

    private static string Address(string name, FelderaStartOptions start) => FelderaPath.With(
        FelderaPath.Pipeline(name, "start"),
        ("initial", FelderaWords.Of(start.Initial)),
        ("bootstrap_policy", start.BootstrapPolicy is { } policy ? FelderaWords.Of(policy) : null),
        ("silent_bootstrap", start.SilentBootstrap is { } silent ? FelderaWords.Of(silent) : null),
        ("concurrent_bootstrap", start.ConcurrentBootstrap is { } concurrent ? FelderaWords.Of(concurrent) : null),
        ("dismiss_error", "false"));

    private Task<FelderaPipelineInfo> WaitAsync(Run run, FelderaStartOptions start, RunOperation operation, CancellationToken cancellationToken)
    {
        var accepted = options.TimeProvider.GetTimestamp();
        var wasOnItsWay = false;
        return waits.UntilAsync(
            run,
            operation,
            "up",
            start.WaitForCompilation ? options.StartTimeout : options.CompileTimeout + options.StartTimeout,
            info =>
            {
                if (info is null || IsUp(info.Status, start.Initial))
                    return info;
                wasOnItsWay |= !info.IsAtRest;
                // The first look may show the state before the start.
                if (info.IsAtRest && (wasOnItsWay || info.DeploymentError is not null || options.TimeProvider.GetElapsedTime(accepted) > StaleFor))
                    throw NotUp(info, operation);
                return info.IsStopped && FelderaWords.IsCompileFailure(info.ProgramStatus) && options.TimeProvider.GetElapsedTime(accepted) > StaleFor
                    ? throw NotUp(info, operation)
                    : null;
            },
            cancellationToken);
    }

    /// <summary>Whoever asked for less than running has got it when somebody else has already gone further.</summary>
    private static bool IsUp(string status, FelderaInitialState initial) => status == FelderaWords.AwaitingApproval || initial switch
    {
        FelderaInitialState.Standby => status is FelderaWords.Standby or FelderaWords.Paused or FelderaWords.Running,
        FelderaInitialState.Paused => status is FelderaWords.Paused or FelderaWords.Running,
        _ => status is FelderaWords.Running,
    };

    private static RunControlException NotUp(FelderaPipelineInfo info, RunOperation operation)
    {
        var context = new RunErrorContext(RunBackend.Feldera, operation);
        if (info.DeploymentError is not { } error)
        {
            return FelderaWords.IsCompileFailure(info.ProgramStatus)
                ? new PipelineInvalidException($"{info.Name} did not come up: its program does not compile ({info.ProgramStatus}).", context)
                : new RunStartFailedException($"{info.Name} did not come up: somebody has stopped it meanwhile.", context);
        }
        context = context with { ServerMessage = error.Message, Code = error.Code };
        var compiler = CompilerText(error.Details);
        return error.Code == "StartFailedDueToFailedCompilation"
            ? new PipelineInvalidException($"{info.Name} did not come up: its program does not compile. {compiler ?? error.Message}", context)
            : new RunStartFailedException($"{info.Name} did not come up. The server says: {error}", context);
    }

    private static string? CompilerText(JsonElement details) => details.Member("compiler_error"u8) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Object } structured => structured.GetRawText(),
        _ => null,
    };

    /// <summary>The state may be there before data can come in; then the first send, which is never repeated, would fail.</summary>
    private async Task WaitForDataInterfaceAsync(Run run, RunOperation operation, CancellationToken cancellationToken)
    {
        try
        {
            await waits.UntilAsync<object>(
                async token =>
                {
                    await http.CallAsync(FelderaRequest.Get(operation, FelderaPath.Pipeline(run.Id, "stats"), run.Id), token).ConfigureAwait(false);
                    return run;
                },
                operation,
                $"The data interface of {run.Id} did not come up",
                ReadyWithin,
                cancellationToken).ConfigureAwait(false);
        }
        catch (RunControlException exception) when (exception is not RunAuthenticationException)
        {
            // The pipeline itself is up, and that is what was asked for; whoever uses it will be told what is wrong.
        }
    }
}
