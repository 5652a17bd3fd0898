using RocketControl.Client.Emulator;

namespace RunDashboard.Demonstration;

/// <summary>Two real processes: one that gets on with its work, and one that ignores SIGTERM. The page finds them in the server's list.</summary>
internal sealed class ProcessDemonstration(ProcessManagerEmulator server)
{
    private const int Steps = 600;
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await server.StartProcessAsync(new EmulatorProcessOptions { Command = "python stubborn.py", IgnoresTermination = true }, cancellationToken);
        var training = await server.StartProcessAsync(new EmulatorProcessOptions { Command = "python train.py" }, cancellationToken);
        for (var step = 1; step < Steps && !training.Exited.IsCompleted; step++)
        {
            training.Progress = (double)step / Steps;
            await Task.Delay(Pace, cancellationToken);
        }
        if (!training.Exited.IsCompleted)
            await training.EndAsync(cancellationToken: cancellationToken);
    }
}
