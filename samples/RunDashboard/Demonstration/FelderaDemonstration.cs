using RocketControl.Client;
using RunDashboard.Runs;
using RunDashboard.Systems;

namespace RunDashboard.Demonstration;

/// <summary>A pipeline that takes in a few readings each second.</summary>
internal sealed class FelderaDemonstration(ControlledSystem system, RunBoard board)
{
    public const string Sql = """
        CREATE TABLE readings (sensor VARCHAR NOT NULL, celsius INT NOT NULL) WITH ('materialized' = 'true');
        CREATE MATERIALIZED VIEW hot AS SELECT * FROM readings WHERE celsius > 30;
        """;

    private const int Sensors = 8;
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan PauseWhilePaused = TimeSpan.FromSeconds(2);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var run = await system.Client.UseAsync(new FelderaPipeline("sensor-readings", Sql), cancellationToken);
        board.Show(system, run, "sensor-readings");
        for (var round = 0; (await system.Client.GetTaskStatusAsync(run, cancellationToken)) is { IsTerminal: false } status; round++)
        {
            if (status.State == RunState.Running)
                await FeedAsync(run, round, cancellationToken);
            await Task.Delay(status.State == RunState.Running ? Pace : PauseWhilePaused, cancellationToken);
        }
    }

    private async Task FeedAsync(Run run, int round, CancellationToken cancellationToken)
    {
        var readings = Enumerable.Range(1, Sensors).Select(sensor => $$"""{"sensor":"s{{sensor}}","celsius":{{(round + sensor) % 40}}}""");
        try
        {
            await system.Client.SendAsync(run with { Source = "readings" }, string.Join('\n', readings), cancellationToken);
        }
        catch (RunControlException)
        {
            // Paused or ended on the page meanwhile; the status tells which.
        }
    }
}
