using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Telemetry;

/// <summary>A call of a client, made with the least that it needs.</summary>
/// <param name="Operation">What its span says.</param>
/// <param name="Capability">What the backend has to have for it.</param>
/// <param name="InvokeAsync">Makes it, on a run where it is about one.</param>
internal sealed record FaceCall(string Operation, RunCapability Capability, Func<RunControlClient, RunReference, Task> InvokeAsync)
{
    /// <summary>Those about a run that is up, which they leave so; the others are in <see cref="Starting"/> and <see cref="Ending"/>.</summary>
    public static IReadOnlyList<FaceCall> OnARun { get; } =
    [
        new("attach", RunCapability.Attach, (client, run) => client.AttachAsync(run)),
        new("send", RunCapability.Send, (client, run) => client.SendAsync(run, """{"t":"x"}""")),
        new("open_pipe", RunCapability.OpenPipe, async (client, run) => await (await client.OpenPipeAsync(run)).DisposeAsync()),
        new("get_status", RunCapability.Status, (client, run) => client.GetTaskStatusAsync(run)),
        new("watch", RunCapability.Watch, WatchAsync),
        new("list", RunCapability.List, (client, _) => client.ListAsync()),
    ];

    public static FaceCall Ending { get; } = new("terminate", RunCapability.TerminateGraceful, (client, run) => client.TerminateAsync(run));

    public static FaceCall Waiting { get; } = new("wait", RunCapability.Status, (client, run) => client.WaitAsync(run));

    public static FaceCall Starting { get; } = new("use", RunCapability.Use, (client, _) => client.UseAsync(SampleRun.Pipeline));

    public static FaceCall Restarting { get; } = new("restart", RunCapability.Restart, (client, run) => client.RestartAsync(run, SampleRun.Pipeline));

    public static FaceCall Pausing { get; } = new("pause", RunCapability.Pause, (client, run) => client.PauseAsync(run));

    public static FaceCall Resuming { get; } = new("resume", RunCapability.Resume, (client, run) => client.ResumeAsync(run));

    public static IEnumerable<FaceCall> All => [Starting, .. OnARun, Waiting, Ending, Restarting, Pausing, Resuming];

    public override string ToString() => Operation;

    /// <summary>Until the first event.</summary>
    private static async Task WatchAsync(RunControlClient client, RunReference run)
    {
        await foreach (var _ in client.WatchAsync(run))
            return;
    }
}
