using RocketControl.Client;
using RunDashboard.Systems;

namespace RunDashboard.Runs;

/// <summary>Asks a system for its runs every two seconds, so that those which others have started appear too.</summary>
internal sealed class RunDiscovery(RunBoard board, ControlledSystem system, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>Ends when cancelled, or at once where runs cannot be listed; what is started on the page is shown all the same.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        try
        {
            do
                await FindAsync(cancellationToken);
            while (await timer.WaitForNextTickAsync(cancellationToken));
        }
        catch (RunNotSupportedException)
        {
            board.NoteTrouble(system, null);
        }
    }

    private async Task FindAsync(CancellationToken cancellationToken)
    {
        try
        {
            var underWay = (await system.Client.ListAsync(cancellationToken)).Where(system.IsUnderWay).ToList();
            var left = underWay.Count(summary => !board.TryShowFound(system, summary.Run, NameOf(summary)));
            board.NoteTrouble(system, left == 0 ? null : $"{left} more runs are under way than can be watched at a time; they are not shown.");
        }
        catch (RunControlException exception) when (exception is not RunNotSupportedException)
        {
            board.NoteTrouble(system, exception.Message);
        }
    }

    private static string NameOf(RunSummary summary) => summary.Name.Length > 0 ? summary.Name : summary.Run.ToString();
}
