using RocketControl.Client;
using RunDashboard.Systems;

namespace RunDashboard.Runs;

/// <summary>Asks the systems that can be asked for their runs, every two seconds, so that those which others have started appear too.</summary>
internal sealed class RunDiscovery(RunBoard board, IReadOnlyList<ControlledSystem> systems, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly HashSet<ControlledSystem> _unable = [];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        do
        {
            await Task.WhenAll(systems.Where(CanList).Select(system => FindAsync(system, cancellationToken)));
            board.Measure();
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    private bool CanList(ControlledSystem system) => system.Client.Capabilities.Supports(RunCapability.List) && !_unable.Contains(system);

    private async Task FindAsync(ControlledSystem system, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var summary in (await system.Client.ListAsync(cancellationToken)).Where(system.IsUnderWay))
                board.Show(system, summary.Run, summary.Name.Length > 0 ? summary.Name : summary.Run.ToString(), isFound: true);
            board.NoteTrouble(system, null);
        }
        catch (RunNotSupportedException)
        {
            // This server cannot list after all; what is started on the page is shown all the same.
            lock (_unable)
                _unable.Add(system);
        }
        catch (RunControlException exception)
        {
            board.NoteTrouble(system, exception.Message);
        }
    }
}
