using RocketControl.Client;
using RocketControl.Client.Emulator;
using RunDashboard.Runs;
using RunDashboard.Systems;

namespace RunDashboard.Demonstration;

/// <summary>Two runs: one that works through invoices and fails now and then, and one that waits for data.</summary>
internal sealed class RocketRideDemonstration(ControlledSystem system, RocketRideEmulator server, RunBoard board)
{
    public const string Echo = """
        {
          "components": [
            { "id": "webhook_1", "provider": "webhook", "config": { "mode": "Source", "type": "webhook" } },
            { "id": "response_1", "provider": "response", "config": { "lanes": [] }, "input": [{ "lane": "text", "from": "webhook_1" }] }
          ],
          "source": "webhook_1",
          "project_id": "3f2a9c54-7d0b-4c9e-9b1e-5a0d6d0f7c11"
        }
        """;

    private const int Failing = 12;
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(0.4);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await StartAsync("Mail archive", cancellationToken);
        var invoices = await StartAsync("Invoices", cancellationToken);
        try
        {
            for (var number = 1; ; number++)
            {
                if (number % Failing == 0)
                    server.Faults.Tasks.FailNextObject($"Invoice {number} has no date.");
                await system.Client.SendAsync(invoices, $"Invoice {number}", cancellationToken);
                await Task.Delay(Pace, cancellationToken);
            }
        }
        catch (RunControlException)
        {
            // Somebody has ended the run on the page, which is what the page is for.
        }
    }

    private async Task<Run> StartAsync(string name, CancellationToken cancellationToken)
    {
        var options = new UseOptions { Name = name, Token = Guid.NewGuid().ToString("N"), TimeToLive = TimeSpan.Zero };
        var run = await system.Client.UseAsync(PipelineDefinition.FromJson(Echo), options, cancellationToken);
        board.Show(system, run, name);
        return run;
    }
}
