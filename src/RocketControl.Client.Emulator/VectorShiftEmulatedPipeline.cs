using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator;

/// <summary>A pipeline that a <see cref="VectorShiftEmulator"/> has.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Script">
/// What a run of it does. Returning ends the run with success, an exception fails it with the exception's message. The token is cancelled when the run is
/// terminated or the emulator stops.
/// </param>
public sealed record VectorShiftEmulatedPipeline(string Id, Func<VectorShiftEmulatedRun, CancellationToken, Task> Script)
{
    /// <summary>Its name; the id unless set.</summary>
    public string Name { get; init; } = Id;

    /// <summary>Its description; empty by default.</summary>
    public string Description { get; init; } = "";

    /// <summary>Gives each input back as the output of the same name, then ends.</summary>
    /// <param name="id">The pipeline's id.</param>
    public static VectorShiftEmulatedPipeline Echo(string id = "echo") => new(id, (run, cancellationToken) => run.EchoAsync(cancellationToken));

    /// <summary>Gives each input back as the output of the same name, and goes on until it is terminated. Without inputs the output <c>started</c> is true.</summary>
    /// <param name="id">The pipeline's id.</param>
    public static VectorShiftEmulatedPipeline Endless(string id = "endless") => new(id, async (run, cancellationToken) =>
    {
        if (run.Inputs.Count == 0)
            await run.EmitAsync("started", true, cancellationToken).ConfigureAwait(false);
        await run.EchoAsync(cancellationToken).ConfigureAwait(false);
        await run.DelayAsync(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
    });

    /// <summary>Counts in the output <c>count</c> until it is terminated.</summary>
    /// <param name="id">The pipeline's id.</param>
    /// <param name="interval">The time from one number to the next, by the emulator's clock; null for a quarter of a second.</param>
    public static VectorShiftEmulatedPipeline Counter(string id = "counter", TimeSpan? interval = null) => new(id, async (run, cancellationToken) =>
    {
        for (int count = 1; ; count++)
        {
            await run.EmitAsync("count", count, cancellationToken).ConfigureAwait(false);
            await run.DelayAsync(interval ?? TimeSpan.FromSeconds(0.25), cancellationToken).ConfigureAwait(false);
        }
    });

    /// <summary>Gives each input back, then fails.</summary>
    /// <param name="id">The pipeline's id.</param>
    /// <param name="error">The text that it fails with.</param>
    public static VectorShiftEmulatedPipeline Failing(string id = "failing", string error = "node llm_1 failed") => new(id, async (run, cancellationToken) =>
    {
        await run.EchoAsync(cancellationToken).ConfigureAwait(false);
        throw new InvalidOperationException(error);
    });

    internal JsonObject Describe() => new() { ["id"] = Id, ["name"] = Name, ["description"] = Description };
}
