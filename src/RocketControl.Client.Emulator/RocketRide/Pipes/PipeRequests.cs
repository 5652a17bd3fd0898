using System.Text.Json;
using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.RocketRide.Commands;
using RocketControl.Client.Emulator.RocketRide.Tasks;

namespace RocketControl.Client.Emulator.RocketRide.Pipes;

/// <summary>What the engine does with pipe requests. It ends with the engine: the token is cancelled when the process is gone.</summary>
internal sealed class PipeRequests(EngineContext context, TaskEvents events, TaskTransitions transitions)
{
    /// <returns>The reply's body, null for none.</returns>
    /// <exception cref="EngineException">The engine refuses or fails the request.</exception>
    public async Task<JsonObject?> HandleAsync(
        EmulatedTask task, EngineRun run, PipeTable pipes, PythonArguments arguments, ReadOnlyMemory<byte>? data, CancellationToken gone)
    {
        switch (arguments.GetText("subcommand"))
        {
            case "open":
                return await OpenAsync(task, run, pipes, arguments, gone).ConfigureAwait(false);
            case "write":
                await WriteAsync(FindPipe(pipes, arguments, "Write"), pipes, data, gone).ConfigureAwait(false);
                return null;
            case "close":
                return await CloseAsync(FindPipe(pipes, arguments, "Close"), task, run, pipes, gone).ConfigureAwait(false);
            case var unknown:
                throw new EngineException($"Invalid subcommand {unknown}");
        }
    }

    /// <summary>Drops the pipes without an open or write for too long.</summary>
    public void Reap(EmulatedTask task, EngineRun run, PipeTable pipes)
    {
        IReadOnlyList<Pipe> idle = pipes.RemoveIdle(
            pipe => context.Clock.Provider.GetElapsedTime(pipe.LastActivity) > context.Timings.PipeIdleLimit);
        foreach (Pipe pipe in idle)
        {
            pipe.HasFailed = true;
            Count(task, run, pipe, hasFailed: true);
            pipes.Free(pipe.Id);
        }
    }

    private async Task<JsonObject> OpenAsync(
        EmulatedTask task, EngineRun run, PipeTable pipes, PythonArguments arguments, CancellationToken gone)
    {
        var info = ObjectInfo.Read(arguments.Get("object"));
        string mimeType = arguments.GetText("mimeType") ?? throw new EngineException("No mimeType specified");
        string lane = LaneTable.Decide(mimeType, run.Graph);

        int id = await pipes.ReserveAsync().WaitAsync(gone).ConfigureAwait(false);
        var pipe = new Pipe(id, info, mimeType, lane) { LastActivity = Now };
        pipe.Walk = new(context, events, task, run.Graph, pipe);
        pipes.Add(pipe);
        pipe.Walk.Open();
        return new() { ["pipe_id"] = id };
    }

    private async Task WriteAsync(Pipe pipe, PipeTable pipes, ReadOnlyMemory<byte>? data, CancellationToken gone)
    {
        await pipe.Turn.WaitAsync(gone).ConfigureAwait(false);
        try
        {
            if (!pipes.SetWriting(pipe, isWriting: true, Now))
                throw new EngineException($"Write pipe with id {pipe.Id} not found");
            await ExecuteWriteAsync(pipe, data, gone).ConfigureAwait(false);
        }
        finally
        {
            pipes.SetWriting(pipe, isWriting: false, Now);
            pipe.Turn.Release();
        }
    }

    private async Task ExecuteWriteAsync(Pipe pipe, ReadOnlyMemory<byte>? data, CancellationToken gone)
    {
        await context.Faults.Writes.PassAsync(gone).ConfigureAwait(false);
        if (pipe.HasFailed)
            throw new EngineException($"Pipe {pipe.Id} has failed");
        if (data is not { } bytes)
            throw new EngineException("No data specified");

        pipe.Bytes += bytes.Length;
        try
        {
            if (context.Faults.TakeFailingWrite() is { } failure)
                throw new EngineException(failure);
            pipe.Walk!.Write(LaneReader.Read(pipe.Lane, bytes));
        }
        catch (EngineException)
        {
            pipe.HasFailed = true;
            throw;
        }
    }

    private async Task<JsonObject> CloseAsync(Pipe pipe, EmulatedTask task, EngineRun run, PipeTable pipes, CancellationToken gone)
    {
        await pipe.Turn.WaitAsync(gone).ConfigureAwait(false);
        try
        {
            if (!pipes.Remove(pipe))
                throw new EngineException($"Close pipe with id {pipe.Id} not found");
            await context.Faults.Closes.PassAsync(gone).ConfigureAwait(false);
            string? error = context.Faults.TakeFailingObject();
            JsonObject body = pipe.Walk!.Close(error);
            Count(task, run, pipe, pipe.HasFailed || error is not null);
            pipes.Free(pipe.Id);
            return body;
        }
        finally
        {
            pipe.Turn.Release();
        }
    }

    private void Count(EmulatedTask task, EngineRun run, Pipe pipe, bool hasFailed)
    {
        lock (context.Gate)
            run.Counts = hasFailed ? run.Counts.Fail(pipe.Bytes) : run.Counts.Complete(pipe.Bytes);
        if (context.Timings.CountsInterval <= TimeSpan.Zero)
            transitions.ReportCounts(task, run);
    }

    private static Pipe FindPipe(PipeTable pipes, PythonArguments arguments, string operation)
    {
        JsonNode? id = arguments.Get("pipe_id");
        if (PythonArguments.TypeName(id) != "int" || id!.GetValueKind() != JsonValueKind.Number)
            throw new EngineException("No pipe_id specified");
        return int.TryParse(id.ToJsonString(), out int number) && pipes.Find(number) is { } pipe
            ? pipe
            : throw new EngineException($"{operation} pipe with id {id.ToJsonString()} not found");
    }

    private long Now => context.Clock.Provider.GetTimestamp();
}
