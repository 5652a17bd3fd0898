using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.RocketRide.Commands;
using RocketControl.Client.Emulator.RocketRide.Tasks;

namespace RocketControl.Client.Emulator.RocketRide.Pipes;

/// <summary>
/// <c>rrext_process</c>: the server's side of pipe requests. It waits for the task to run, relays to the engine, and hides the engine's
/// failures (RocketRide protocol §3.4).
/// </summary>
internal sealed class ProcessCommand(EngineContext context, TaskAccess access, RunningWait wait, TaskEvents events, PipeRequests requests)
{
    private const string TransportFile = "transport_websocket.py";

    public async Task<CommandReply> HandleAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        EmulatedTask task = access.Find(request, TaskPermission.Data);
        PythonArguments arguments = PythonArguments.FalsyAsEmpty(request);
        lock (context.Gate)
            task.IdleSeconds = 0;
        await wait.UntilRunningAsync(task, cancellationToken).ConfigureAwait(false);

        EngineRun run = EnterRun(task);
        CheckProvider(task, arguments);
        if (run.Pipes is not { } pipes)
            throw await FailToConnectAsync(cancellationToken).ConfigureAwait(false);
        if (request.Data is null && arguments.Has("data"))
            throw new CommandException("Could not send request", TransportFile, 563);

        return await RelayAsync(task, run, pipes, request, arguments, cancellationToken).ConfigureAwait(false);
    }

    private EngineRun EnterRun(EmulatedTask task)
    {
        lock (context.Gate)
        {
            return task.IsTerminating || task.Run is not { } run
                ? throw new CommandException("Task is terminating, cannot process data requests", "task_engine.py", 495)
                : run;
        }
    }

    private static void CheckProvider(EmulatedTask task, PythonArguments arguments)
    {
        if (arguments.GetText("subcommand") != "open")
            return;
        JsonNode? provider = arguments.Get("provider");
        if (!PythonArguments.IsFalsy(provider) && arguments.GetText("provider") != task.Identity.Provider)
        {
            throw new CommandException(
                $"You are looking for a \"{Pipelines.TaskIdentity.TextOf(provider!)}\", but this pipeline isn't it", "task_engine.py", 538);
        }
    }

    private async Task<CommandException> FailToConnectAsync(CancellationToken cancellationToken)
    {
        await context.Clock.DelayAsync(context.Timings.EngineConnectTimeout, cancellationToken).ConfigureAwait(false);
        return new("server rejected WebSocket connection: HTTP 500", TransportFile, 411);
    }

    private async Task<CommandReply> RelayAsync(
        EmulatedTask task, EngineRun run, PipeTable pipes, CommandRequest request, PythonArguments arguments, CancellationToken stopping)
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(run.Gone, stopping);
        try
        {
            await ReachEngineAsync(run, gone.Token).ConfigureAwait(false);
            return await ExecuteAsync(task, run, pipes, request, arguments, gone.Token).ConfigureAwait(false);
        }
        catch (EngineException)
        {
            return CommandReply.Empty;
        }
        catch (OperationCanceledException) when (run.Gone.IsCancellationRequested && !stopping.IsCancellationRequested)
        {
            if (context.Options.AnswersPipeRequestsOfEndedTasks)
                throw new CommandException("Connection lost", TransportFile, 570);
            await Task.Delay(Timeout.InfiniteTimeSpan, context.Clock.Provider, stopping).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The task may run a moment before its engine takes connections.</summary>
    private async Task ReachEngineAsync(EngineRun run, CancellationToken cancellationToken)
    {
        while (!run.Ready.IsCompleted)
            if (context.Timings.EngineConnectPoll > TimeSpan.Zero)
                await context.Clock.DelayAsync(context.Timings.EngineConnectPoll, cancellationToken).ConfigureAwait(false);
            else
                await run.Ready.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<CommandReply> ExecuteAsync(
        EmulatedTask task, EngineRun run, PipeTable pipes, CommandRequest request, PythonArguments arguments, CancellationToken gone)
    {
        if (pipes.Enter())
            Connect(task, run, pipes);
        try
        {
            return new(await requests.HandleAsync(task, run, pipes, arguments, request.Data, gone).ConfigureAwait(false));
        }
        finally
        {
            pipes.Leave();
        }
    }

    private void Connect(EmulatedTask task, EngineRun run, PipeTable pipes)
    {
        lock (context.Gate)
        {
            EngineOutput.Connected(line => events.Output(task, line));
            run.Own(context.Clock.Every(context.Timings.ReaperInterval, () => requests.Reap(task, run, pipes)));
        }
    }
}
