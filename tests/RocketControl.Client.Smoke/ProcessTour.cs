using RocketControl.Client;

namespace RocketControl.Client.Smoke;

/// <summary>A process, ended through its manager.</summary>
internal static class ProcessTour
{
    public static async Task RunAsync(string endpoint, string pid, CancellationToken cancellationToken)
    {
        await using var client = RunControlClient.ForProcesses(new ProcessManagerOptions { Endpoint = endpoint });
        var run = await client.AttachAsync(pid, cancellationToken);
        Expect.Equal(RunState.Running, (await client.GetTaskStatusAsync(run, cancellationToken)).State);

        var end = await client.TerminateAsync(run, new TerminateOptions { Mode = TerminateMode.Graceful }, cancellationToken);
        Console.WriteLine($"{client.TransportName}: the process took its end as {end.Outcome}");
    }
}
